/** Ends the run with status 2; the message is the one line that is printed. */
export class Failure extends Error {}
