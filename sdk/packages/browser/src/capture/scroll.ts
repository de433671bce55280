import type { Watcher } from './capturing';

const MILESTONES = [25, 50, 75, 90, 100];
const QUIET = 250;

/** How far down somebody got, in steps, each once for a page. */
export const scroll: Watcher = (host) => {
  let told = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = host.safe(() => {
    timer = undefined;
    const height = document.documentElement.scrollHeight;
    const depth = (100 * (scrollY + innerHeight + 1)) / Math.max(1, height);
    let reached = 0;
    for (let i = 0; i < MILESTONES.length; i++) {
      reached = depth >= (MILESTONES[i] as number) ? (MILESTONES[i] as number) : reached;
    }
    if (reached > told) {
      told = reached;
      host.crow.track('scroll', { depth: reached });
    }
  }) as () => void;
  host.listen(window, 'scroll', () => {
    timer ??= setTimeout(look, QUIET);
  });
  host.onAway(() => {
    if (timer) {
      clearTimeout(timer);
      look();
    }
  });
  host.onRoute(() => {
    told = 0;
  });
};
