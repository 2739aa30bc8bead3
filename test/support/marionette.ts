/** Firefox's and Thunderbird's remote control, as much of it as a test needs. */
import { once } from 'node:events';
import { createConnection } from 'node:net';

export interface Marionette {
  /** Sends a command and waits for its result. @throws Error with what the program has against it */
  command(name: string, parameters?: object): Promise<unknown>;
  close(): void;
}

/** What stands before each message: its length in bytes. */
const LENGTH = /^(\d+):/;

/** Connects to a program that listens on this machine. Messages are JSON, each behind its length and a colon. */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = createConnection(port, '127.0.0.1');
  const messages = received(socket);
  const next = async () => {
    const { done, value } = await messages.next();
    if (done) throw new Error('the program has closed the connection');
    return JSON.parse(value);
  };
  await once(socket, 'connect');
  await next(); // who it is
  let id = 0;
  return {
    async command(name, parameters = {}) {
      const request = JSON.stringify([0, ++id, name, parameters]);
      socket.write(`${Buffer.byteLength(request)}:${request}`);
      const [, , error, result] = await next();
      if (error) throw new Error(`${name}: ${error.error}: ${error.message}`);
      return result;
    },
    close: () => socket.destroy(),
  };
}

async function* received(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let held = Buffer.alloc(0);
  for await (const piece of stream) {
    held = Buffer.concat([held, piece]);
    for (;;) {
      const [prefix, length] = LENGTH.exec(held.toString('latin1', 0, 20)) ?? [];
      if (prefix === undefined) break;
      const end = prefix.length + Number(length);
      if (held.length < end) break;
      yield held.toString('utf8', prefix.length, end);
      held = held.subarray(end);
    }
  }
}
