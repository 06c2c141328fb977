import type { Token } from './tokens.ts';
import { formOf, isCapital } from './words-around.ts';

/*
 * What a line or a cell without a verb is about: a piece of work or an event, which has its time in a plan, or a person
 * or a thing, whose day is one of birth, of attestation, of a paper.
 */

/**
 * Whether words name something that is done or held: «Сбор предложений», «II этап», «Областной слёт».
 * «Петрова А.А.», «Сведения о заявке», «ООО «Ромашка»» do not.
 */
export function namesWork(words: readonly Token[], source: string): boolean {
  const nouns = words.filter(isNoun).slice(0, FIRST_WORDS);
  const subject = nouns.find((word) => isWorkForm(word) || !ADJECTIVE.test(formOf(word)));
  const first = words.find((token) => token.type === 'word');
  if (isOfPerson(words, source) || [first, subject].some((word) => THING.test(formOf(word)))) return false;
  return nouns.some((word) => isWork(word, word === nouns[0], source));
}

/** «Проведение слёта», «слёт»; a name with a capital letter inside the line is none: «школа села Кировка». */
function isWork(word: Token, isFirst: boolean, source: string): boolean {
  const form = formOf(word);
  if (!isFirst && isCapital(word, source) && !ABBREVIATED_EVENT.test(form)) return false;
  return EVENT.test(form) || ABBREVIATED_EVENT.test(form) || (WORK.test(form) && !NO_WORK.test(form));
}

/** A word the grammar does not know, or «неделя», «декада», «день». */
export function isNoun(token: Token): boolean {
  if (token.type !== 'word') return false;
  return (
    token.lexeme === null || /^(?:week|day)$/.test(token.lexeme.unit ?? '') || token.lexeme.id === 'decade'
  );
}

const ADJECTIVE = /(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$/;

/** Words of a line looked through: adjectives come before the noun, and its objects after it. */
const FIRST_WORDS = 4;

/** Nouns of action, by their endings. */
const WORK =
  /(?:ни[ея]|ци[яи]|ти[ея]|готовка|верка|становка|правка|явка|ботка|.{2,}ировка|уборка|чистка|купка|сылка|грузка|поставка|выставка|стройка|опрессовка|промывка|приемка|съемка|(?:вы|с|по|раз|пере|от)дача|замена|оценка|защита|плата)$/;

/** Nouns that only end so. */
const NO_WORK =
  /^(?:здани|отделени|учреждени|помещени|управлени|заведени|объединени|населени|звани|удостоверени|задани|организаци|администраци|станци|квитанци|предприяти|оборудовани|заявлени|положени|решени|постановлени|распоряжени|соглашени|требовани|поручени|состояни|названи|наименовани|основани|значени|примечани|поселени|растени|назначени|увольнени|присвоени|истечени|рождени|образовани|заключени|предписани|извещени|уведомлени|объявлени|полномочи|явлени|действи|членство|зарплата|имени|мнени|отношени|сведени|данны|доверенност)/;

const EVENT =
  /^(?:этап|тур(?:а|ы|ов)?$|турнир|смен[аы]$|семестр|сесси[яи]|каникул|четверт[ьи]|триместр|практик(?!ант)|недел[яи]$|месячник|декад[аы]$|экзамен|зачет|олимпиад|конкурс|фестивал|слет(?:а|ы|ов)?$|смотр|конференц|семинар|совещани|заседани|собрани|педсовет|форум|марафон|соревновани|чемпионат|первенств|спартакиад|кубок|игр[аы]$|концерт|праздник(?:а|и)?$|линейк[аи]$|урок(?:и|а)?$|заняти|лекци|вебинар|тренинг|мастер-?класс|экскурси|поход(?:а|ы)?$|поездк|субботник|ярмарк|репетиц|тренировк|тестировани|мониторинг|диктант|сочинени|собеседовани|сбор(?:а|ы|ов)?$|прием(?:а|ка)?$|набор(?:а|ы)?$|отбор(?:а|ы)?$|выбор(?:а|ы|ов)?$|опрос|анализ|отчет(?:а|ы)?$|осмотр|ремонт(?:а|ы)?$|медосмотр|призыв(?:а)?$|съезд|встреч|беседа|викторин|квест|пробег|эстафет|кросс(?:а|ы)?$|забег|парад|митинг|церемони|контроль$|учет$|выпуск(?:а)?$|ввод$|вывоз|запуск|монтаж|показ|обход|рейд|выставк|работ[аы]$|экспертиз|диагностик|профилактик|дежурств|благоустройств|строительств|инструктаж|аудит|ревизи|помощь$|поддержк|присутстви|содействи|учеб[аы]$|курсы$|лагер|день$|дни$)/;

const ABBREVIATED_EVENT = /^(?:гиа|егэ|огэ|гвэ|впр|всош|вош|гто)$/;

/** What a line is about where it begins so: a body, a paper, a place, a thing. */
const THING =
  /^(?:мб?[оадк]?[оу]у|мк[од]у|ма[од]у|г[аб]у|гбоу|ооо|зао|оао|пао|ао|ип|нко|ано|школ|сош|гимнази|лице[йя]|садик?$|программ|проект|стратеги|концепци|подпрограмм|договор|контракт|сертификат|диплом|удостоверени|свидетельств|паспорт|полис|сч[её]т|накладн|автобус|автомобил|транспорт|билет|справк|копи[яи]|адрес|ул|г|гор|с|д|пос|пгт|обл|район|кадастров|инвентарн|лицензи|диагноз|групп[аы]$|класс$)$|^(?:программ|подпрограмм|стратеги|концепци|договор|контракт|сертификат|диплом|удостоверени|свидетельств|лицензи|автобус|автомобил|кадастров|инвентарн|накладн|справк|протокол|период|срок|отпуск|приказ|распоряжени|постановлени|письм)/;

/** «Петрова А.А.», «учитель физики», «Член комиссии Сомова П.П.» at the beginning of a line. */
export function isOfPerson(words: readonly Token[], source: string): boolean {
  const from = words.findIndex((token) => token.type === 'word');
  const [first, second] = words.slice(from, from + 2);
  if (first === undefined || from < 0) return false;
  if (POST.test(formOf(first)) || (!isWorkForm(first) && POST.test(formOf(second)))) return true;
  return opensWithName(words.slice(from), source);
}

/** «Петрова А.А.», «А.А. Петрова», «Петрова Анна Андреевна» */
export function opensWithName([first, second, third]: readonly Token[], source: string): boolean {
  if (first === undefined || !isCapital(first, source)) return false;
  const initials = isInitial(second, source) && isMark(third, '.');
  const isInitialsFirst = isInitial(first, source) && isMark(second, '.');
  return initials || isInitialsFirst || PATRONYMIC.test(formOf(second)) || PATRONYMIC.test(formOf(third));
}

function isWorkForm(word: Token): boolean {
  return EVENT.test(formOf(word)) || (WORK.test(formOf(word)) && !NO_WORK.test(formOf(word)));
}

const POST =
  /^(?:директор|ректор|учител[ьяие]|педагог|воспитател|завуч|заведующ|заместител|методист|преподавател|начальник|специалист|председател|секретар|член[аы]?$|студент|учени[кц]|учащ|выпускник|водител|бухгалтер|библиотекар|психолог|логопед|тренер|мастер$|повар|эксперт|консультант|депутат|граждан|ребен|победител|призер)/;

const PATRONYMIC = /(?:[оеи]вич|[оеи]вна|инична|ична|ильич|кузьмич|лукич|оглы|кызы)$/;

function isInitial(word: Token | undefined, source: string): boolean {
  return word?.type === 'word' && word.end - word.start === 1 && isCapital(word, source);
}

function isMark(token: Token | undefined, mark: string): boolean {
  return token?.type === 'mark' && token.mark === mark;
}
