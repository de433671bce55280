import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { Icon } from './icon';

type Show = (content: ReactNode) => void;

const Toasts = createContext<Show>(() => {});

/** Says something in passing: `const toast = useToast(); toast('Saved')`. */
export const useToast = (): Show => useContext(Toasts);

/** How long a toast stays: long enough to read two lines. It can be closed, and stays while pointed at. */
const STAYS = 6_000;
const MOST = 3;

/** Gives what is in it `useToast`. New toasts are read out when the reader pauses. */
export const Toaster = ({ children }: { children: ReactNode }) => {
  const [shown, setShown] = useState<{ id: number; content: ReactNode }[]>([]);
  const next = useRef(0);
  const close = useCallback((id: number) => setShown((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback<Show>((content) => {
    const id = next.current++;
    setShown((all) => [...all, { id, content }].slice(-MOST));
  }, []);
  return (
    <Toasts value={show}>
      {children}
      <section className="kit-toasts" aria-live="polite" aria-label="Messages">
        {shown.map(({ id, content }) => (
          <Toast key={id} close={() => close(id)}>
            {content}
          </Toast>
        ))}
      </section>
    </Toasts>
  );
};

const Toast = ({ close, children }: { close: () => void; children: ReactNode }) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const count = (element: HTMLElement | null) => {
    clearTimeout(timer.current);
    timer.current = element ? setTimeout(close, STAYS) : undefined;
  };
  return (
    <div
      className="kit-toast"
      ref={count}
      onPointerEnter={() => clearTimeout(timer.current)}
      onPointerLeave={(event) => count(event.currentTarget)}
    >
      <span>{children}</span>
      <button type="button" className="kit-icon-button" aria-label="Close message" onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
};
