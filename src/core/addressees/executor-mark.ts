/** Words that make an addressee the one who answers for the whole: «(свод)», «(созыв)», «ответственный». */
export const EXECUTOR_MARK = /(?<!\p{L})(?:созыв|свод|сводн\p{L}*|ответственн\p{L}*)(?!\p{L})/iu;
