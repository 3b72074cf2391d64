"""What is promised for the bad days, in sentences, each with the tests that hold it.

Payments through Telegram, web pages and login widgets are not in the product yet, and so neither
are their promises: an invoice that is paid twice, the age of a login's signature.
"""

from __future__ import annotations

J, B, S, D, P = (
    f"tests/{room}/test_" for room in ("journeys", "bot", "storage", "domain", "promises")
)
H = "tests/handlers/"

ANSWERED = {
    "a price, quantity, date, code or ladder that cannot be read is quoted, the rest is kept": (
        f"{J}bad_input.py::test_what_cannot_be_read_is_quoted_and_the_rest_is_kept",
        f"{J}bad_input.py::test_the_wizard_asks_again_and_keeps_what_it_has",
        f"{J}bad_input.py::test_a_number_typed_in_private_is_asked_again",
        f"{H}draft/test_writing.py::test_what_cannot_be_read_is_quoted_with_an_example",
        f"{H}reading/test_answers.py::test_what_is_no_quantity_is_quoted_back",
        f"{P}lines.py::test_no_number_is_made_up",
        f"{P}lines.py::test_a_line_is_read_as_it_is_meant",
        f"{P}lines.py::test_what_looks_the_same_is_the_same_or_asked",
    ),
    "an order below nothing, above the stock or a limit is told what is left, and stays": (
        f"{J}bad_input.py::test_a_tap_too_many_says_what_is_left",
        f"{J}bad_input.py::test_an_order_typed_in_the_group_that_cannot_be",
        f"{J}bad_input.py::test_a_full_buy_refuses_newcomers_and_serves_those_in_it",
        f"{D}ordering.py::test_what_is_refused_leaves_the_order",
        f"{P}limits.py::test_the_stock_is_not_oversold",
        f"{P}limits.py::test_no_more_people_than_fit",
        f"{P}limits.py::test_nobody_gets_more_than_their_share",
    ),
    "terms that cannot be are refused line by line: past, not ascending, no better, two moneys": (
        f"{J}bad_input.py::test_terms_that_cannot_be_are_refused_by_line",
        f"{J}bad_input.py::test_currencies_do_not_mix",
        f"{D}terms.py::test_terms_that_are_refused",
        f"{H}draft/test_refused.py::test_the_wizard_refuses_a_moment_that_is_over",
    ),
    "a code that is unknown, over, taken back or another's is refused, and guessing is slowed": (
        f"{J}bad_input.py::test_codes_that_open_nothing",
        f"{J}sharing.py::test_an_expired_code_is_refused_and_shows_the_result_to_those_in_it",
        f"{J}sharing.py::test_a_new_code_replaces_the_old_one",
        f"{J}sharing.py::test_a_personal_link_serves_its_person_and_can_be_taken_back",
        f"{J}sharing.py::test_guessing_codes_is_slowed_down",
        f"{P}payloads.py::test_any_payload_is_answered",
    ),
    "a button that is old, of a closed buy, of somebody else or made up is answered, no more": (
        f"{J}refused.py::test_a_forged_button_is_refused",
        f"{J}refused.py::test_buttons_of_another_person",
        f"{J}refused.py::test_a_button_of_a_closed_buy",
        f"{J}refused.py::test_a_retired_card_points_to_the_new_one",
        f"{P}buttons.py::test_any_data_is_answered_once",
        f"{P}buttons.py::test_no_verb_of_whoever_runs_a_buy_serves_another",
    ),
    "an order or payment that arrives as the buy closes is decided once": (
        f"{J}refused.py::test_orders_as_the_buy_closes_are_decided_once",
        f"{J}refused.py::test_paying_twice_is_said_not_booked",
        f"{P}at_the_close.py::test_each_tap_counts_or_is_told_that_it_is_late",
        f"{P}at_the_close.py::test_what_is_typed_as_it_closes_is_ordered_or_refused_in_words",
        f"{P}at_the_close.py::test_the_deadline_and_a_tap_at_once",
    ),
    "names of any kind are escaped and cut; who changes theirs, or is gone, stays who they are": (
        f"{J}refused.py::test_hostile_names_are_shown_as_they_are_and_cut",
        f"{J}refused.py::test_hostile_titles_items_and_guests",
        f"{J}refused.py::test_a_paste_of_4096_characters",
        f"{J}accounts.py::test_a_new_name_shows_and_the_order_stays",
        f"{J}accounts.py::test_a_deleted_account_stops_nobody_elses_statement",
        f"{S}reader.py::test_whoever_last_bore_a_username",
    ),
    "a database that is locked, away or full delays, and loses and doubles nothing": (
        f"{J}away.py::test_a_locked_database_delays_an_order_and_loses_none",
        f"{J}away.py::test_a_locked_database_delays_notices_and_doubles_none",
        f"{S}trouble.py::test_the_disk_is_full",
        f"{S}server_away.py::test_away_and_back",
        f"{B}polling.py::test_the_database_away_then_back",
        f"{B}webhook.py::test_503_while_the_database_is_away",
    ),
    "a Telegram that is away, slow, busy or broken delays, and loses nothing": (
        f"{J}away.py::test_what_is_said_unasked_comes_later_and_once",
        f"{J}trouble.py::test_a_broken_telegram_loses_nothing",
        f"{J}trouble.py::test_told_to_slow_down_it_says_everything_later",
        f"{B}relay.py::test_what_telegram_hides_is_not_repeated",
    ),
    "a process that is killed has lost nothing that it acknowledged": (
        f"{J}killed.py::test_killed_at_several_moments",
        f"{S}trouble.py::test_killed_in_the_middle_of_traffic",
        f"{B}polling.py::test_a_killed_bot_loses_nothing",
    ),
}

TRAPS = {
    "a group becomes a supergroup: told of it, or found out by a message that fails": (
        f"{J}chats.py::test_a_group_that_became_a_supergroup_keeps_its_buy",
        f"{J}accounts.py::test_a_group_that_moved_unheard_is_found_by_the_next_word",
        f"{B}membership.py::test_a_group_becomes_a_supergroup",
        f"{B}relay.py::test_a_group_that_moved",
    ),
    "blocked, never started, removed, deactivated: learnt once, and the rest goes on": (
        f"{B}courier.py::test_who_cannot_be_written_to",
        f"{B}courier.py::test_who_never_started",
        f"{B}relay.py::test_blocked_is_learnt_and_the_rest_goes_on",
        f"{J}chats.py::test_removed_and_back",
    ),
    "an anonymous administrator is nobody": (
        f"{B}membership.py::test_an_anonymous_administrator_is_no_person",
        f"{J}chats.py::test_an_anonymous_administrator_shows_who_acts",
        f"{J}accounts.py::test_nobody_is_the_group_itself",
    ),
    "an edit that changes nothing has succeeded": (
        f"{B}courier.py::test_an_edit_that_changes_nothing_is_fine",
        f"{B}patience.py::test_an_edit_may_be_repeated_and_need_not_change_anything",
    ),
    "a tap that waited for a restart is too old to be answered, and nothing breaks": (
        f"{B}patience.py::test_a_tap_that_waited_too_long",
    ),
    "the general topic of a forum has no number": (
        f"{J}forum.py::test_the_general_topic_has_no_number",
    ),
    "what waited at Telegram is never dropped": (
        f"{B}webhook.py::test_what_waited_is_kept_at_registering",
        f"{B}polling.py::test_what_waits_is_not_dropped",
    ),
    "a webhook called again while the first call runs acts once": (
        f"{B}intake.py::test_the_same_update_at_the_same_time",
        f"{J}out_of_order.py::test_two_calls_of_the_webhook_at_once_act_once",
        f"{P}twice.py::test_every_act_acts_once",
        f"{P}twice.py::test_taps_in_any_order_and_number_add_up",
    ),
    "after a quiet week the numbers of updates begin anywhere": (
        f"{B}polling.py::test_a_week_of_quiet",
    ),
    "an update that nobody can read stops nobody": (
        f"{B}feeding.py::test_what_cannot_be_read_is_passed_over",
        f"{B}feeding.py::test_what_no_database_holds_is_no_bug",
        f"{P}raw_updates.py::test_any_update_is_heard",
    ),
    "stars have no decimals": ("tests/locales/test_money.py::test_stars_have_no_decimals",),
    "times come back from SQLite with their zone": (
        f"{S}records.py::test_naive_times_are_refused",
        f"{S}records.py::test_times_of_any_zone_are_one_moment",
    ),
    "pictures have their text on machines without fonts": (
        f"{H}pictures/test_lettering.py::test_every_letter_is_drawn_without_any_system_font",
    ),
    "nothing is left open at the end": (
        f"{B}command_line.py::test_told_to_stop_it_ends_in_good_order",
        f"{P}exit.py::test_nothing_is_left_open",
    ),
    "running totals are the sums of the rows": (
        f"{P}sums.py::test_totals_are_the_sums_of_the_rows",
        f"{S}two_desks.py::test_totals_are_counted_on_from_what_the_other_left",
    ),
}
