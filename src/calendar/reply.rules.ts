/** What guests' calendar programs answer, for the capability that keeps the answers. */
export { isMailAddress } from './ical/text.js';
export type { KnownAnswer } from './ical/scheduling.js';
export { methodOf } from './ical/incoming.js';
export { type CalendarProposal, parseProposal, parseRefresh } from './ical/proposal.js';
export { type CalendarReply, parseReply, type ReplyAnswer, type ReplyOrder, supersedes } from './ical/reply.js';
