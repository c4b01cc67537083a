import { z } from 'zod';
import { localizedText } from '../platform/i18n/localized-text.schema.js';
import { wholeNumber } from '../platform/web/form-values.js';

const position = wholeNumber.refine((n) => n >= 1 && n <= 10_000, 'platform.form.wrong');

export const RankForm = z.object({ label: localizedText(200), position: position.optional() });
export const RankMoveForm = z.object({ position });
export const EquivalentForm = z.object({ postId: z.uuid(), rankId: z.uuid().optional() });

export const NewRankBody = z.strictObject({ label: localizedText(200), position: z.int().min(1).optional() });
export const RankChangeBody = z.strictObject({
  label: localizedText(200).optional(),
  position: z.int().min(1).optional(),
});
