const CONTROL = /^контроль\s+(?:за|над|исполнения|выполнения)(?=[^.]{0,160}\s(?:возл|оставл))/iu;

/** True for the point that ends an act: «Контроль за исполнением … возложить на …», «Контроль исполнения оставляю …». */
export function isControl(words: string): boolean {
  return CONTROL.test(words);
}
