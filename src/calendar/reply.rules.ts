/** What guests' calendar programs answer, for the capability that keeps the answers. */
export { type CalendarReply, parseReply, type ReplyAnswer, type ReplyOrder, supersedes } from './ical/reply.js';
