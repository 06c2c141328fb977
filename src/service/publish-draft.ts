import type { MessageView, Sandbox } from '../sandbox/index.ts';

const WAIT_MS = 30_000;

/** What a controller presses under a draft, in this order of preference, who agrees with everything that was read. */
const AGREEING = [
  'Подтвердить замечания к документу',
  'Подтвердить как есть',
  'Опубликовать и отправить',
  'Опубликовать',
];

/**
 * Presses the buttons of a draft in the sandbox as a controller who confirms every doubt and publishes; returns the
 * message that says it is published. `pressed` is told each button before it is pressed.
 */
export async function publishDraft(
  { world }: Pick<Sandbox, 'world'>,
  controller: number,
  draft: MessageView,
  pressed: (button: string, on: MessageView) => void = () => undefined,
): Promise<MessageView> {
  let shown = draft;
  while (!shown.text.includes('опубликован:')) {
    const labels = shown.buttons.flat().map(({ text }) => text);
    const button = AGREEING.find((wanted) => labels.some((label) => label.startsWith(wanted)));
    if (button === undefined) throw new Error(`nothing to agree with under «${shown.text}»`);
    const after = world.mark();
    pressed(button, shown);
    world.press(controller, button, { messageId: shown.messageId });
    shown = await world.waitFor(controller, ({ messageId }) => messageId === shown.messageId, {
      after,
      timeoutMs: WAIT_MS,
    });
  }
  return shown;
}
