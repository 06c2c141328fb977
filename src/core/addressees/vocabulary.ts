import { stemOf, type Word } from './words.ts';

/** Posts whose holder speaks for the whole organization: «руководителям школ» are the schools. */
const HEAD_POSTS = stemsOf('руководитель директор начальник заведующий глава ректор');

/** Posts within organizations; a named post without a named person is nobody's account. */
const POSTS = stemsOf(
  'заместитель зам методист специалист педагог педагоги-психологи психолог учитель воспитатель',
  'советник куратор координатор секретарь председатель инспектор консультант бухгалтер юрист',
  'тьютор логопед дефектолог вожатый библиотекарь преподаватель проректор эксперт оператор',
  'администратор сотрудник работник министр делопроизводитель завуч завхоз учителя-логопеды',
  'врач фельдшер медсестра инженер тренер водитель сторож повар лаборант дежурный староста',
  'учителя-предметники организатор ответственный член',
);

/** Nouns that name a body rather than a person. */
const BODIES = stemsOf(
  'орган организация учреждение управление отдел отделение комитет департамент министерство администрация',
  'школа центр институт сад комиссия совет служба лицей лицея гимназия колледж техникум университет',
  'интернат предприятие фонд агентство объединение группа муниципалитет ведомство инспекция',
  'библиотека музей дом дворец ассоциация коллегия школа-интернат сектор штаб редакция образование',
  'профсоюз райком обком горком профком больница поликлиника диспансер прокуратура полиция палата дума',
  'правительство кафедра факультет филиал лаборатория театр клуб газета пресс-служба',
);

/** Parts of an organization: who heads one holds a post within. */
const PARTS = stemsOf('объединение подразделение кафедра секция');

/** The stems of words separated by spaces. */
function stemsOf(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')).map(stemOf));
}

const ADJECTIVE = /(?:ые|ие|ым|им|ых|их|ого|его|ому|ему|ая|яя|ой|ей|ый|ий|ое|ее|ую|юю)$/u;
/** «подразделений», «организаций»: nouns in the genitive plural. */
const GENITIVE_PLURAL = /(?:[еая]ний|ций|[ья]тий)$/u;
const PARTICIPLE =
  /(?:щ|вш|шедш|гш|несш|нн)(?:ие|им|ым|их|ых|ий|ый|ему|ому|его|ого|ая|ей|ой|ее|ое|ими|ыми)(?:ся)?$/u;

const SINGULAR_POST =
  /(?:тель|тор|ник|ист|лог|рий|щий|ог|арь|ор|ёр|ер|ент|рь|тел[яю]|ник[ау]|ист[ау]|лог[ау]|р[ауяю]|ент[ау]|щ(?:его|ему|ей|ую))$/u;

/** «бухгалтерия» is a body of the same stem as its post. */
const ACCOUNTS = /^бухгалтери/iu;

/** «руководитель», «директор»: the post that stands for its organization. */
export const isHeadPost = (word: Word): boolean => HEAD_POSTS.has(word.stem);
/** Any post, of a head or within an organization. */
export const isPost = (word: Word): boolean => !ACCOUNTS.test(word.text) && holdsPost(word);
const holdsPost = (word: Word): boolean =>
  HEAD_POSTS.has(word.stem) || POSTS.has(word.stem) || (word.text.includes('-') && isPostAndMore(word));
/** «учителям-предметникам», «врачу-педиатру»: the first part decides, declined by itself. */
const isPostAndMore = ({ text }: Word): boolean => POSTS.has(stemOf(text.slice(0, text.indexOf('-'))));
/** «отдел», «школа», «комиссия». */
export const isBody = (word: Word): boolean => BODIES.has(word.stem) || ACCOUNTS.test(word.text);
/** «объединений», «подразделений»: of an organization, none itself. */
export const isWithin = (word: Word): boolean => PARTS.has(word.stem);
/** «классные», «муниципальным»: may stand before the noun that decides. */
export const isAdjective = (word: Word): boolean =>
  !word.abbreviation &&
  !isBody(word) &&
  !isPost(word) &&
  ADJECTIVE.test(word.text.toLowerCase()) &&
  !GENITIVE_PLURAL.test(word.text.toLowerCase());
/** «осуществляющим», «расположенных»: begins a clause that belongs to the name before. */
export const isParticiple = (word: Word): boolean =>
  // «Лунная» is a name, «заведующим» a post.
  !isPost(word) && !/^\p{Lu}\p{Ll}/u.test(word.text) && PARTICIPLE.test(word.text.toLowerCase());

/** «методист», «заместителя», «начальнику»: one person, as in an apposition «Иванова А.А., методист». */
export const isSingularPost = (word: Word): boolean =>
  isPost(word) && SINGULAR_POST.test(word.text.toLowerCase());
