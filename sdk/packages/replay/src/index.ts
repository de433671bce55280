import type { Host, Part } from '@crow/browser';
import { Recorder } from './recorder';
import { HttpReplayServer, type ReplayServer } from './server';

export { Recorder } from './recorder';
export * from './server';

/** Records a sample of sessions whose visitors agreed, if the server takes recordings. */
export const start: Part = (host) => startWith(host, new HttpReplayServer(host.options));

/** The same with another way to store recordings. */
export const startWith = (host: Host, server: ReplayServer): void => {
  let recorder: Recorder | undefined;
  const follow = async () => {
    const { crow, options } = host;
    const wanted =
      crow.capturing && crow.consent.replay && sampled(crow.sessionId, options.replaySample ?? 0);
    if (!wanted) {
      recorder?.stop();
      recorder = undefined;
      return;
    }
    if (recorder) {
      return;
    }
    recorder = new Recorder(host, server);
    if (!(await recorder.start())) {
      recorder = undefined;
    }
  };
  host.crow.onConsent(() => follow());
  host.listen(window, 'visibilitychange', () => recorder?.flush());
  follow();
};

/** The same answer for a session on each of its pages, without remembering anything. */
export const sampled = (sessionId: string, share: number): boolean => {
  let hash = 2_166_136_261;
  for (let i = 0; i < sessionId.length; i++) {
    hash = Math.imul(hash ^ sessionId.charCodeAt(i), 16_777_619);
  }
  return (hash >>> 0) / 2 ** 32 < share;
};
