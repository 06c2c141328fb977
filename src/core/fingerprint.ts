/**
 * A text as a number of 31 bits (FNV-1a), for callback data, which has 64 bytes: codes of any length and letters,
 * or what somebody saw when they were shown a button. Two texts may share a number; whoever compares says what then.
 *
 *   fingerprint('OMSU') === fingerprint('OMSU'), fingerprint('OMSU') !== fingerprint('OO')
 */
export function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash & 0x7fffffff;
}
