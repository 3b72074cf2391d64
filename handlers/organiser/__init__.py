"""Running a group buy: inviting, nudging, correcting, closing, collecting."""
