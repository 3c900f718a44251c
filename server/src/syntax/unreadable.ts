/** A text that is not read, because of what it would cost; the message says why. */
export class Unreadable extends Error {}

export const TOO_INTRICATE = 'too intricate to be read';
export const TOO_DEEP = 'nested too deeply to be read';
