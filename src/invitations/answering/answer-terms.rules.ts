import type { LocalizedText } from '../../platform/current.js';
import type { AnswerGiven } from '../invitation.states.js';
import { CompanionsNotAllowed, QuestionUnanswered, RepresentativesNotAllowed } from './answering.errors.js';

export const MOST_COMPANIONS = 10;
/** Until the officer says otherwise: a guest comes with one other person at most. */
export const USUAL_COMPANIONS = 1;
export const MOST_QUESTIONS = 12;

export interface Representative {
  name: string;
  post: string;
  /** Telephone or e-mail. */
  contact: string;
}

export const QUESTION_KINDS = ['text', 'choice', 'yes_no'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** A question of the officer's own, in the languages of the letters. */
export interface Question {
  id: string;
  kind: QuestionKind;
  label: LocalizedText;
  /** What may be chosen; a reply is the place in this list. */
  options: LocalizedText[];
  isRequired: boolean;
}

/** What the guests of one occasion may answer. */
export interface AnswerTerms {
  companionsAllowed: number;
  /** Names of companions are asked for. */
  companionNames: boolean;
  /** Another person may be sent instead. */
  representatives: boolean;
  questions: Question[];
}

export interface ToldAnswer {
  answer: AnswerGiven;
  companions: number;
  companionNames: readonly string[];
  representative: Representative | null;
  replies: Readonly<Record<string, string>>;
}

/**
 * Whether an answer keeps to the terms. What a guest types himself is whole; what staff hears by telephone may leave
 * questions open. @throws CompanionsNotAllowed, RepresentativesNotAllowed, QuestionUnanswered
 */
export function checkTerms(terms: AnswerTerms, told: ToldAnswer, isWhole: boolean): void {
  if (told.companions > terms.companionsAllowed) throw new CompanionsNotAllowed(terms.companionsAllowed);
  if (told.companionNames.length > told.companions) throw new CompanionsNotAllowed(told.companions, 'companionNames');
  if (told.answer === 'represented' && !terms.representatives) throw new RepresentativesNotAllowed();
  const isComing = told.answer === 'accepted' || told.answer === 'represented';
  for (const question of terms.questions) {
    const reply = told.replies[question.id];
    if (reply !== undefined && !isReplyTo(question, reply)) throw new QuestionUnanswered(question.id);
    if (isWhole && isComing && question.isRequired && reply === undefined) throw new QuestionUnanswered(question.id);
  }
}

export function isReplyTo({ kind, options }: Question, reply: string): boolean {
  if (kind === 'yes_no') return reply === 'yes' || reply === 'no';
  if (kind === 'choice') return /^\d{1,2}$/.test(reply) && Number(reply) < options.length;
  return reply.length <= 1000;
}

/** Only what belongs to a question of the occasion. */
export function knownReplies(
  questions: readonly Question[],
  replies: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    questions.flatMap(({ id }) => {
      const reply = replies[id];
      return reply === undefined ? [] : [[id, reply]];
    }),
  );
}
