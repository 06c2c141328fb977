const PATIENCE_MS = 60_000;

/** A message of the bot as a chat shows it. */
export interface SeenMessage {
  readonly messageId: number;
  readonly text: string;
}

/** The people of a running service's sandbox, over HTTP. */
export interface SandboxPeople {
  join(name: string, invitation: string): Promise<number>;
  sendText(userId: number, fileName: string, text: string): Promise<void>;
  press(userId: number, button: string, messageId: number): Promise<void>;
  /** The first message of the bot in a chat that has the words, now or later. */
  waitFor(userId: number, text: string): Promise<SeenMessage>;
}

/** @throws Error from every method where the sandbox refuses, or what is waited for does not come in a minute */
export function openSandboxPeople(url: string): SandboxPeople {
  const ask = async (verb: 'GET' | 'POST', path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/sandbox${path}`, {
      method: verb,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the sandbox refuses ${path}: ${text}`);
    return JSON.parse(text);
  };
  return {
    async join(name, invitation) {
      const { id } = (await ask('POST', '/users', { first_name: name })) as { id: number };
      await ask('POST', `/users/${id}/start`, { payload: invitation });
      return id;
    },
    async sendText(userId, fileName, text) {
      const base64 = Buffer.from(text).toString('base64');
      await ask('POST', `/users/${userId}/file`, { name: fileName, base64 });
    },
    async press(userId, button, messageId) {
      await ask('POST', `/users/${userId}/press`, { button, messageId });
    },
    async waitFor(userId, text) {
      const wanted = new URLSearchParams({ text, timeoutMs: String(PATIENCE_MS) });
      return (await ask('GET', `/chats/${userId}/wait?${wanted.toString()}`)) as SeenMessage;
    },
  };
}
