/** Words that make an addressee the one who answers for the whole: «(свод)», «(созыв)», «ответственный». */
export const EXECUTOR_MARK =
  /(?<![A-Za-zЀ-ӿ])(?:созыв|свод|сводн[A-Za-zЀ-ӿ]*|ответственн[A-Za-zЀ-ӿ]*)(?![A-Za-zЀ-ӿ])/iu;
