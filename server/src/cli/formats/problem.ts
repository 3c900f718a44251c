/** What could not be done with a file, as a few words: its reading, where the message names nothing else. */
export function whatFailed(message: string): string {
  return /^(not (?:fixed|written)): /.exec(message)?.[1] ?? 'not read';
}

/** The message of a file's problem with what failed in front of it. */
export function problemOf(message: string): string {
  return message.startsWith(`${whatFailed(message)}: `) ? message : `not read: ${message}`;
}
