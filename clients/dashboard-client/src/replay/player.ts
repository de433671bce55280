import '@crow/ui-kit/kit.css';
import '@rrweb/replay/dist/style.css';
import './player.css';
import { Problem } from '@crow/api';
import { Replayer } from '@rrweb/replay';
import { duration } from '../format';
import { say } from '../strings';
import { recordedIn } from './pieces';

const SPEEDS = [1, 2, 4, 8];

const get = <E extends HTMLElement>(id: string): E => {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`There is no ${id}`);
  }
  return element as E;
};

const stage = get('stage');
const play = get<HTMLButtonElement>('play');
const place = get<HTMLInputElement>('place');
const speed = get<HTMLSelectElement>('speed');
const skip = get<HTMLInputElement>('skip');
const message = get('message');

/** As large as the stage is wide. */
const fit = (wrapper: HTMLElement, { width, height }: { width: number; height: number }) => {
  const scale = Math.min(1, stage.clientWidth / width);
  wrapper.style.transform = `scale(${scale})`;
  stage.style.height = `${Math.round(height * scale)}px`;
};

const show = async (): Promise<void> => {
  message.textContent = say.replay.loading;
  const events = await recordedIn(new URLSearchParams(location.search).getAll('piece'));
  if (events.length < 2) {
    message.textContent = say.replay.nothing;
    return;
  }
  message.textContent = '';
  // Scripts of the recorded page are not run: rrweb keeps them as text, and its frame is sandboxed.
  const replayer = new Replayer(events as ConstructorParameters<typeof Replayer>[0], {
    root: stage,
    skipInactive: skip.checked,
    mouseTail: false,
    showWarning: false,
  });
  const total = replayer.getMetaData().totalTime;
  let playing = false;
  const set = (now: boolean) => {
    playing = now;
    play.textContent = now ? say.replay.pause : say.replay.play;
  };
  const tell = () => {
    const at = Math.min(total, Math.max(0, replayer.getCurrentTime()));
    place.value = String(at);
    get('time').textContent = `${duration(at)} / ${duration(total)}`;
  };
  replayer.on('resize', (size) => fit(replayer.wrapper, size as { width: number; height: number }));
  replayer.on('finish', () => set(false));
  place.max = String(total);
  place.setAttribute('aria-label', say.replay.place);
  play.onclick = () => {
    if (playing) {
      replayer.pause();
    } else {
      const at = replayer.getCurrentTime();
      replayer.play(at >= total ? 0 : at);
    }
    set(!playing);
  };
  place.oninput = () => {
    const at = Number(place.value);
    if (playing) {
      replayer.play(at);
    } else {
      replayer.pause(at);
    }
    tell();
  };
  speed.setAttribute('aria-label', say.replay.speed);
  speed.append(...SPEEDS.map((times) => new Option(`${times} ×`, String(times))));
  speed.onchange = () => replayer.setConfig({ speed: Number(speed.value) });
  get('skip-label').textContent = say.replay.skip;
  skip.onchange = () => replayer.setConfig({ skipInactive: skip.checked });
  set(false);
  replayer.pause(0);
  tell();
  setInterval(tell, 250);
  get('controls').hidden = false;
};

document.title = say.replay.title;
show().catch((error: unknown) => {
  message.textContent = error instanceof Problem ? `${error.title} ${error.detail ?? ''}` : say.replay.broken;
});
