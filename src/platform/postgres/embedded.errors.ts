/** The embedded database cannot start; the message is one sentence for the person at the terminal. */
export class EmbeddedPostgresError extends Error {}
