// What the page shows now; modules share this object and ask for a refresh.
export const state = {
  people: [], person: null, chats: [], chatId: null, messages: [], menu: [],
  replyTo: null, editing: null, payload: null, topic: null, keysHidden: false, bot: null,
  refresh: async () => {},
  openChat: async () => {},
  become: async () => {},
};
export const chat = () => state.chats.find(one => one.id === state.chatId) || null;
export const groups = () => state.chats.filter(one => one.type === "group" || one.type === "supergroup");
