export type TimeUnit = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

export type LexemeId =
  | 'month'
  | 'weekday'
  | 'count'
  | 'ordinal'
  | 'unit'
  | 'term'
  | 'every'
  | 'each'
  | 'working'
  | 'calendar'
  | 'school'
  | 'current'
  | 'next'
  | 'previous'
  | 'reporting'
  | 'decade'
  | 'season'
  | 'end'
  | 'beginning'
  | 'middle'
  | 'part'
  | 'times'
  | 'inclusive'
  | 'function';

/** What a known form stands for: a month 1–12, a weekday 1–7, a count, an ordinal (−1 = last), a season 1–4. */
export interface Lexeme {
  readonly id: LexemeId;
  readonly value: number;
  readonly unit?: TimeUnit;
}

const LEXICON = new Map<string, Lexeme>();

/**
 * The vocabulary of deadline phrases: every inflected form the grammar knows, and what it stands for.
 *
 *   'сентября' → { id: 'month', value: 9 }      'трехдневный' → { id: 'term', value: 3, unit: 'day' }
 *
 * Forms are kept whole rather than stemmed: «март» is a month, «мартен» is not.
 */
export const VOCABULARY: ReadonlyMap<string, Lexeme> = LEXICON;

const SOFT = 'ь я ю ем е';
const HARD_MASCULINE = '- а у ом е';
const NOUN_FEMININE = 'а ы е у ой ам ами ах';
const ADJECTIVE = 'ый ого ому ым ом ая ой ую ое ые ых ыми';
const ADJECTIVE_SOFT = 'ий его ему им ем яя ей юю ее ие их ими';
const ADJECTIVE_SHIFTED = 'ий его ему им ем ая ей ую ее ие их ими';

function learn(lexeme: Lexeme, stem: string, endings = '-'): void {
  for (const ending of endings.split(' ')) {
    const form = ending === '-' ? stem : stem + ending;
    if (!LEXICON.has(form)) LEXICON.set(form, lexeme);
  }
}

function learnForms(lexeme: Lexeme, forms: string): void {
  for (const form of forms.split(' ')) learn(lexeme, form);
}

function learnMonths(): void {
  const months: readonly (readonly [stem: string, endings: string, abbreviations: string])[] = [
    ['январ', SOFT, 'янв'],
    ['феврал', SOFT, 'фев февр'],
    ['март', HARD_MASCULINE, 'мар'],
    ['апрел', SOFT, 'апр'],
    ['ма', 'й я ю ем е', ''],
    ['июн', SOFT, 'июн'],
    ['июл', SOFT, 'июл'],
    ['август', HARD_MASCULINE, 'авг'],
    ['сентябр', SOFT, 'сен сент сентяб'],
    ['октябр', SOFT, 'окт октяб'],
    ['ноябр', SOFT, 'ноя нояб'],
    ['декабр', SOFT, 'дек декаб'],
  ];
  months.forEach(([stem, endings, abbreviations], index) => {
    const lexeme: Lexeme = { id: 'month', value: index + 1 };
    learn(lexeme, stem, endings);
    if (abbreviations !== '') learnForms(lexeme, abbreviations);
  });
}

function learnWeekdays(): void {
  const weekdays: readonly (readonly [stem: string, endings: string, abbreviation: string])[] = [
    ['понедельник', '- а у ом е и ов ам ами ах', 'пн'],
    ['вторник', '- а у ом е и ов ам ами ах', 'вт'],
    ['сред', NOUN_FEMININE, 'ср'],
    ['четверг', '- а у ом е и ов ам ами ах', 'чт'],
    ['пятниц', 'а ы е у ей ам ами ах', 'пт'],
    ['суббот', NOUN_FEMININE, 'сб'],
    ['воскресень', 'е я ю ем ям ями ях', 'вс'],
  ];
  weekdays.forEach(([stem, endings, abbreviation], index) => {
    const lexeme: Lexeme = { id: 'weekday', value: index + 1 };
    learn(lexeme, stem, endings);
    learn(lexeme, abbreviation);
  });
}

/** Cardinals in every case the phrases use, and the prefix each gives to «…дневный». */
const COUNTS: readonly (readonly [value: number, forms: string, prefix: string])[] = [
  [1, 'один одна одно одного одной одну одному одним одном', 'одно'],
  [2, 'два две двух двум двумя оба обоих двое', 'двух'],
  [3, 'три трех трем тремя трое', 'трех'],
  [4, 'четыре четырех четырем четырьмя', 'четырех'],
  [5, 'пять пяти пятью', 'пяти'],
  [6, 'шесть шести шестью', 'шести'],
  [7, 'семь семи семью', 'семи'],
  [8, 'восемь восьми восемью', 'восьми'],
  [9, 'девять девяти девятью', 'девяти'],
  [10, 'десять десяти десятью', 'десяти'],
  [11, 'одиннадцать одиннадцати', 'одиннадцати'],
  [12, 'двенадцать двенадцати', 'двенадцати'],
  [13, 'тринадцать тринадцати', 'тринадцати'],
  [14, 'четырнадцать четырнадцати', 'четырнадцати'],
  [15, 'пятнадцать пятнадцати', 'пятнадцати'],
  [16, 'шестнадцать шестнадцати', 'шестнадцати'],
  [17, 'семнадцать семнадцати', 'семнадцати'],
  [18, 'восемнадцать восемнадцати', 'восемнадцати'],
  [19, 'девятнадцать девятнадцати', 'девятнадцати'],
  [20, 'двадцать двадцати', 'двадцати'],
  [30, 'тридцать тридцати', 'тридцати'],
  [40, 'сорок сорока', 'сорока'],
  [45, '', 'сорокапяти'],
  [50, 'пятьдесят пятидесяти', 'пятидесяти'],
  [60, 'шестьдесят шестидесяти', 'шестидесяти'],
  [90, 'девяносто девяноста', 'девяноста'],
  [100, 'сто ста', 'ста'],
];

function learnCountsAndTerms(): void {
  const terms: readonly (readonly [unit: TimeUnit, days: number, stem: string])[] = [
    ['day', 1, 'дневн'],
    ['day', 1, 'суточн'],
    ['week', 1, 'недельн'],
    ['month', 1, 'месячн'],
    ['year', 1, 'годичн'],
    ['year', 1, 'летн'],
  ];
  for (const [value, forms, prefix] of COUNTS) {
    if (forms !== '') learnForms({ id: 'count', value }, forms);
    for (const [unit, , stem] of terms)
      learn({ id: 'term', value, unit }, prefix + stem, `${ADJECTIVE} ий его`);
  }
  for (const [unit, , stem] of terms) {
    if (stem !== 'летн') learn({ id: 'term', value: 1, unit }, stem, ADJECTIVE);
  }
  learn({ id: 'term', value: 6, unit: 'month' }, 'полугодов', ADJECTIVE);
  learn({ id: 'term', value: 3, unit: 'month' }, 'квартальн', 'ый');
}

function learnOrdinals(): void {
  const stems = (
    'перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат ' +
    'пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат'
  ).split(' ');
  stems.forEach((stem, index) => {
    const lexeme: Lexeme = { id: 'ordinal', value: index + 1 };
    if (stem === 'трет') learn(lexeme, stem, 'ий ьего ьему ьим ьем ья ьей ью ье ьи');
    else learn(lexeme, stem, `${ADJECTIVE} ой`);
  });
  learn({ id: 'ordinal', value: 30 }, 'тридцат', ADJECTIVE);
  learn({ id: 'ordinal', value: -1 }, 'последн', ADJECTIVE_SOFT);
}

function learnUnits(): void {
  learnForms({ id: 'unit', value: 1, unit: 'hour' }, 'час часа часов часам часы ч');
  learnForms({ id: 'unit', value: 1, unit: 'day' }, 'день дня дню днем дне дни дней дням днями днях дн');
  learnForms({ id: 'unit', value: 1, unit: 'day' }, 'сутки суток суткам сутках сут');
  learn({ id: 'unit', value: 1, unit: 'week' }, 'недел', 'я и е ю ей ь ям ями ях');
  learn({ id: 'unit', value: 1, unit: 'month' }, 'месяц', '- а у ем е ы ев ам ами ах');
  learn({ id: 'unit', value: 1, unit: 'month' }, 'мес');
  learn({ id: 'unit', value: 1, unit: 'quarter' }, 'квартал', '- а у ом е ы ов ам ами ах');
  learnForms({ id: 'unit', value: 1, unit: 'quarter' }, 'кв кварт');
  learn({ id: 'unit', value: 1, unit: 'half' }, 'полугоди', 'е я ю ем и й ям ями ях');
  learnForms({ id: 'unit', value: 1, unit: 'half' }, 'полуг полгода полугода пол');
  learnForms(
    { id: 'unit', value: 1, unit: 'year' },
    'год года году годом годе годы годов годам годами годах',
  );
  learnForms({ id: 'unit', value: 1, unit: 'year' }, 'г гг лет');
  learn({ id: 'decade', value: 1 }, 'декад', NOUN_FEMININE);
}

function learnQualifiers(): void {
  learn({ id: 'working', value: 1 }, 'рабоч', ADJECTIVE_SHIFTED);
  learn({ id: 'working', value: 1 }, 'раб');
  learn({ id: 'calendar', value: 1 }, 'календарн', ADJECTIVE);
  learnForms({ id: 'calendar', value: 1 }, 'кал календ');
  // The financial year is the calendar one, «расчётный месяц» is a month.
  learn({ id: 'calendar', value: 1 }, 'финансов', ADJECTIVE);
  learn({ id: 'calendar', value: 1 }, 'расчетн', ADJECTIVE);
  learn({ id: 'school', value: 1 }, 'учебн', ADJECTIVE);
  learnForms({ id: 'school', value: 1 }, 'уч учеб');
  learn({ id: 'current', value: 1 }, 'текущ', ADJECTIVE_SHIFTED);
  learn({ id: 'current', value: 1 }, 'нынешн', ADJECTIVE_SOFT);
  learnForms({ id: 'current', value: 1 }, 'этот этого этому этом эта этой эту тек сего');
  learn({ id: 'next', value: 1 }, 'следующ', ADJECTIVE_SHIFTED);
  learn({ id: 'next', value: 1 }, 'след');
  learn({ id: 'next', value: 1 }, 'будущ', ADJECTIVE_SHIFTED);
  learn({ id: 'next', value: 1 }, 'предстоящ', ADJECTIVE_SHIFTED);
  learn({ id: 'next', value: 1 }, 'очередн', ADJECTIVE);
  learn({ id: 'next', value: 1 }, 'нов', ADJECTIVE);
  learn({ id: 'previous', value: 1 }, 'прошл', ADJECTIVE);
  learn({ id: 'previous', value: 1 }, 'предыдущ', ADJECTIVE_SHIFTED);
  learn({ id: 'previous', value: 1 }, 'минувш', ADJECTIVE_SHIFTED);
  learn({ id: 'reporting', value: 1 }, 'отчетн', ADJECTIVE);
  learn({ id: 'each', value: 1 }, 'кажд', ADJECTIVE);
  learnForms({ id: 'season', value: 1 }, 'весна весны весне весну весной');
  learnForms({ id: 'season', value: 2 }, 'лето лета лету летом лете');
  learnForms({ id: 'season', value: 3 }, 'осень осени осенью');
  learnForms({ id: 'season', value: 4 }, 'зима зимы зиме зиму зимой');
  learn({ id: 'season', value: 1 }, 'весенн', ADJECTIVE_SOFT);
  learn({ id: 'season', value: 2 }, 'летн', ADJECTIVE_SOFT);
  learn({ id: 'season', value: 3 }, 'осенн', ADJECTIVE_SOFT);
  learn({ id: 'season', value: 4 }, 'зимн', ADJECTIVE_SOFT);
  learnForms({ id: 'end', value: 1 }, 'конец конца концу конце концом');
  learn({ id: 'end', value: 1 }, 'окончани', 'е я ю и ем');
  learn({ id: 'end', value: 1 }, 'завершени', 'е я ю и ем');
  learn({ id: 'end', value: 1 }, 'исход', HARD_MASCULINE);
  learnForms({ id: 'beginning', value: 1 }, 'начало начала началу начале началом');
  learnForms({ id: 'middle', value: 1 }, 'середина середины середине середину серединой');
  learn({ id: 'part', value: 2 }, 'половин', NOUN_FEMININE);
  learnForms({ id: 'times', value: 1 }, 'раз раза р');
  learnForms({ id: 'inclusive', value: 1 }, 'включительно вкл');
}

function learnRecurrence(): void {
  const adverbs: readonly (readonly [TimeUnit, string])[] = [
    ['day', 'ежедневно ежесуточно каждодневно ежедн'],
    ['week', 'еженедельно понедельно еженед'],
    ['month', 'ежемесячно помесячно ежемес'],
    ['quarter', 'ежеквартально поквартально ежекв ежекварт'],
    ['half', 'ежеполугодно'],
    ['year', 'ежегодно ежегод'],
  ];
  for (const [unit, forms] of adverbs) learnForms({ id: 'every', value: 1, unit }, forms);
}

/** Words that carry grammar only; they are here so that glued neighbours can be taken apart. */
const FUNCTION_WORDS =
  'до по к ко с со в во на и а от за не позднее позже чем через течение течении срок срока сроки ' +
  'всего числа число числу период периода периоде начиная далее также постоянно последующий последующего последующем последующие последующих';

learnMonths();
learnWeekdays();
learnCountsAndTerms();
learnOrdinals();
learnUnits();
learnQualifiers();
learnRecurrence();
learnForms({ id: 'function', value: 0 }, FUNCTION_WORDS);
