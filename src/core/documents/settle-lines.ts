import { withNamesOfDocuments, withRequests } from './announced-points.ts';
import { withBareNumbers, withNumbersInWords, withThrees } from './bare-numbers.ts';
import { withCards } from './cards.ts';
import { withCellLines } from './cell-lines.ts';
import type { Line } from './lines.ts';
import { withGluedNames, withHeadsApart, withPartsApart, withResolutionsApart } from './lost-breaks.ts';
import { withMessagesApart } from './pasted-messages.ts';
import { withPointsApart } from './points-apart.ts';

/**
 * What only the lines around can settle:
 *
 *   «1 Провести …», «2 Представить …», «3 …»  → points, for they count from one
 *   «[20.09.2026 18:43] Орлова А.А.: 1. Школам …» → the day, and the words
 *   «Первое. Школам …», «Второе. …»           → the same, in words
 *   «1. Принять … 2. Школам … 3. …» on a line → a line for every point
 *   «1) Крыша. Решили: вызвать …»            → the question and the word before its points, a line each
 *   «ПРОТОКОЛ … СЛУШАЛИ: … РЕШИЛИ: …»      → lost line breaks are put back before the words that open a part
 *   «Кому: … / Что: … / Срок: …»             → a point with its lines
 *   «№ / Мероприятие / Срок / 1 / …», a line each → rows of a table
 *   «РЕШЕНИЕ» alone, a date or a number below → the name of the document, not the word before its points
 *   «ПОРУЧИТЬ:» where nothing was decided yet → the word before the points
 *   «Прошу взять в работу:» above points      → the same
 */
export function settleLines(lines: readonly Line[]): Line[] {
  return withBareNumbers(
    withThrees(
      withPointsApart(
        withRequests(
          withResolutionsApart(
            withNamesOfDocuments(
              withPartsApart(
                withHeadsApart(
                  withCards(
                    withCellLines(
                      withWrappedTerms(withGluedNames(withNumbersInWords(withMessagesApart(lines)))),
                    ),
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

/** «… сводный заказ в / срок до 1 июня …»: the line goes on with the sentence above, it is no «Срок» line. */
function withWrappedTerms(lines: readonly Line[]): readonly Line[] {
  return lines.map((line, at): Line => {
    const goesOn =
      line.meaning.kind === 'attributes' &&
      !line.blankBefore &&
      line.text.startsWith('срок') &&
      /(?:^|\s)[вВ]$/u.test(lines[at - 1]?.text ?? '');
    return goesOn ? { ...line, meaning: { kind: 'text' } } : line;
  });
}
