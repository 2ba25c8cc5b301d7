// Sending something to the room, and making elements: what its pages share with the course's pages, where it serves them.

/** Sends something. What was refused is an error with a sentence for the person. */
export async function post(path, what) {
  let response;
  try {
    response = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(what) });
  } catch {
    throw new Error("The room cannot be reached. Try again in a moment");
  }
  const said = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(said.error ?? "That did not work"), { status: response.status });
  return said;
}

/** Does it until it has come through, or is no longer wanted. */
export async function again(does, wanted = () => true) {
  for (let wait = 300; ; wait = Math.min(2 * wait, 5000)) {
    try {
      return await does();
    } catch (error) {
      if (error.status && error.status !== 503) throw error;
      await new Promise(resolve => setTimeout(resolve, wait));
      if (!wanted()) throw error;
    }
  }
}

/** Sends until it has come through: what is sent twice counts once. */
export const insist = (path, what, wanted) => again(() => post(path, what), wanted);

/** An element with what is in it: texts, and elements. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}
