/** Words that make an addressee the one who answers for the whole: «(свод)», «(созыв)», «ответственный», «(отв.)». */
export const EXECUTOR_MARK =
  /(?<![A-Za-zЀ-ӿ])(?:созыв|свод|сводн[A-Za-zЀ-ӿ]*|ответственн[A-Za-zЀ-ӿ]*|отв)(?![A-Za-zЀ-ӿ])/iu;
