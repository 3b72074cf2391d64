// Talks to the people API and the control API.
export async function call(method, path, body) {
  const options = {method, headers: {}};
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error || response.statusText);
  return answer;
}
export const get = path => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);
export const as = person => `/people/${person}`;
export const chatPath = (person, chat) => `/people/${person}/chats/${chat}`;
export const messagePath = (person, message) =>
  `${chatPath(person, message.chat)}/messages/${message.id}`;
