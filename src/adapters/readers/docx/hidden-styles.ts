import { walkXml } from './xml.ts';

/** Whether a style hides its words, by its id: null where neither it nor a style it is based on says so. */
export type HiddenStyles = (styleId: string | null) => boolean | null;

interface Style {
  hidden: boolean | null;
  base: string | null;
}

const DEEPEST = 20;

/** Reads which styles of styles.xml (null where it is missing) are hidden, themselves or by inheritance. */
export function readHiddenStyles(stylesXml: string | null): HiddenStyles {
  const styles = new Map<string, Style>();
  let style: Style | null = null;
  walkXml(stylesXml ?? '', {
    open(name, attributes) {
      const value = attributes['w:val'] ?? '';
      if (name === 'w:style') {
        style = { hidden: null, base: null };
        styles.set(attributes['w:styleId'] ?? '', style);
      } else if (style === null) return;
      else if (name === 'w:basedOn') style.base = value;
      else if (name === 'w:vanish') style.hidden = isOn(value);
    },
    close(name) {
      if (name === 'w:style') style = null;
    },
    text() {},
  });
  return (styleId) => {
    let at = styleId;
    for (let depth = 0; depth < DEEPEST && at !== null; depth += 1) {
      const own: Style | undefined = styles.get(at);
      if (own === undefined) return null;
      if (own.hidden !== null) return own.hidden;
      at = own.base;
    }
    return null;
  };
}

/** The value of an on/off property of Word: on unless it says otherwise. */
export function isOn(value: string): boolean {
  return !/^(?:0|false|off)$/u.test(value);
}
