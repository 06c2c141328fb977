import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runSrok } from '../support/run-srok.ts';
import { codeSpans, commandLines, ROOT, readPage, readPages } from './markdown.ts';

const CONTROLLER = readPage('docs/controller.md').text;
const EXECUTOR = readPage('docs/executor.md').text;
const OPERATOR = readPage('docs/operator.md').text;

/** The text of every source file in a folder. */
function sourcesOf(folder: string): readonly string[] {
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('generated'))
    .map((name) => readFileSync(`${ROOT}${folder}/${name}`, 'utf8'));
}

describe('buttons named in the guides, in bold and quotes', () => {
  const labels = new Set(
    sourcesOf('src/messages')
      .flatMap((source) => [
        ...source.matchAll(/\btext: (?:\w+ \? '[^']+' : )?'([^']+)'|\bstep\('([^']+)'/g),
        ...source.matchAll(/\btext: \w+ \? '([^']+)'/g),
        ...(/MENU = \{(.*?)\}/s.exec(source)?.[1] ?? '').matchAll(/: '([^']+)'/g),
      ])
      .map(([, text, step]) => text ?? step ?? ''),
  );

  const unknownButtons = (text: string): readonly string[] =>
    [...text.matchAll(/\*\*«([^»]+)»\*\*/g)]
      .map(([, label = '']) => label)
      .filter((label) => !labels.has(label));

  it('are buttons of the bot', () => {
    expect(unknownButtons(CONTROLLER)).toEqual([]);
    expect(unknownButtons(EXECUTOR)).toEqual([]);
  });

  it('are told from other words', () => {
    expect(labels).toContain('Вернуть на доработку');
    expect(labels).toContain('Рассылки');
    expect(unknownButtons('Нажмите **«Отправить всем»** и **«Принять»**.')).toEqual(['Отправить всем']);
  });

  it.each(['Опубликовать', 'Проверить пункты', 'Принять', 'Вернуть на доработку', 'Рассылки'])(
    'include what a controller works with: %s',
    (label) => expect(CONTROLLER).toContain(`«${label}»`),
  );

  it.each(['Выполнено', 'Ознакомлен', 'Подробнее', 'Мои поручения', 'Ближайшие сроки'])(
    'include what an executor works with: %s',
    (label) => expect(EXECUTOR).toContain(`**«${label}»**`),
  );
});

describe('commands of the bot named in the guides', () => {
  const known = new Set(
    sourcesOf('src/bot')
      .flatMap((source) => [...source.matchAll(/bot\.command\('(\w+)'/g)])
      .map(([, name = '']) => name),
  );

  const unknownCommands = (text: string): readonly string[] =>
    codeSpans(text)
      .map((code) => /^\/([a-z]+)/.exec(code)?.[1])
      .filter((name) => name !== undefined && !known.has(name)) as string[];

  it('exist', () => {
    expect(unknownCommands(CONTROLLER)).toEqual([]);
    expect(unknownCommands(EXECUTOR)).toEqual([]);
    expect(unknownCommands('`/tasks`, `/dance КОД`')).toEqual(['dance']);
  });
});

describe('commands of the terminal named in the documentation', () => {
  let known: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const help = async (...path: string[]) => (await runSrok([...path, '--help'])).stdout;
    const main = await help();
    const groups = await Promise.all(
      subcommandsIn(main).map(async (name) => {
        const own = await help(name);
        const nested = subcommandsIn(own).map(
          async (sub) => [`${name} ${sub}`, await help(name, sub)] as const,
        );
        return [[name, own] as const, ...(await Promise.all(nested))];
      }),
    );
    known = new Map(groups.flat());
  });

  /** The names under «Commands:» of a help text, `help` itself left out. */
  function subcommandsIn(help: string): readonly string[] {
    const listed = help.split('Commands:\n')[1] ?? '';
    return [...listed.matchAll(/^ {2}([a-z]+)/gm)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'help');
  }

  /** What the text says of `srok …` that its help does not know. */
  function unknownUses(text: string): readonly string[] {
    const lines = [...commandLines(text), ...codeSpans(text)];
    return lines.flatMap((line) => {
      const words = /(?<![\w/.-])srok ((?!srok\b)[a-z].*)/.exec(line)?.[1]?.split(/\s+/) ?? [];
      const [first = '', second = ''] = words;
      if (first === '') return [];
      const help = known.get(`${first} ${second}`) ?? known.get(first);
      if (help === undefined || (help.includes('Commands:') && second !== ''))
        return [`${first} ${second}`.trim()];
      return words.filter((word) => word.startsWith('--') && !help.includes(word));
    });
  }

  it('exist with their options', () => {
    expect([...known.keys()]).toEqual(expect.arrayContaining(['start', 'orgs import', 'invite']));
    for (const { path, text } of readPages())
      expect({ path, unknown: unknownUses(text) }).toEqual({ path, unknown: [] });
  });

  it('are noticed when they do not', () => {
    expect(unknownUses('`npx srok explode now`')).toEqual(['explode now']);
    expect(unknownUses('`srok orgs burn`')).toEqual(['orgs burn']);
    expect(unknownUses('`npx srok invite A --forever`')).toEqual(['--forever']);
    expect(unknownUses('`docker compose exec srok srok status`')).toEqual([]);
  });
});

describe('messages of the service quoted for the operator', () => {
  const sources = sourcesOf('src');
  const PROGRAMS = ['npm', 'npx', 'srok', 'git', 'docker', 'systemctl', 'journalctl', 'set'];

  /** Quoted messages that no source holds; «…» stands for what differs. */
  function unknownMessages(text: string): readonly string[] {
    return codeSpans(text)
      .filter((code) => /^[A-Z][a-z]* \S/.test(code) || /^[a-z]+(?: [a-z]+)+$/.test(code))
      .filter((code) => !PROGRAMS.includes(code.split(' ')[0] ?? ''))
      .filter((code) => !sources.some((source) => code.split('…').every((part) => source.includes(part))));
  }

  it('are written by the service', () => {
    expect(unknownMessages(OPERATOR)).toEqual([]);
    expect(OPERATOR).toContain('`Telegram refuses BOT_TOKEN`');
  });

  it('are noticed when they are not', () => {
    expect(unknownMessages('`The moon is down`, `sheep counted`, `npx srok status`')).toEqual([
      'The moon is down',
      'sheep counted',
    ]);
  });
});

describe('the columns of the directory in the operator’s guide', () => {
  it('are those of the example', () => {
    const [head = ''] = readFileSync(`${ROOT}examples/organizations.csv`, 'utf8').split('\n');
    const told = [...OPERATOR.matchAll(/^\| `([a-z_]+)` \| (?:да|нет) \|/gm)].map(([, name]) => name);
    expect(told).toEqual(head.trim().split(','));
  });
});
