import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from './icon';

/**
 * A modal window on the browser's own `<dialog>`: it keeps the focus, closes with Escape and gives the
 * focus back. A click beside it closes it too.
 */
export const Dialog = ({
  open,
  onClose,
  title,
  size = 'medium',
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  size?: 'medium' | 'wide';
  children: ReactNode;
}) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (open && !element?.open) {
      element?.showModal();
    } else if (!open && element?.open) {
      element.close();
    }
  }, [open]);
  useEffect(() => {
    const element = dialog.current;
    const beside = (event: MouseEvent) => {
      if (event.target === element) {
        element?.close();
      }
    };
    element?.addEventListener('click', beside);
    return () => element?.removeEventListener('click', beside);
  }, []);
  return (
    <dialog className="kit-dialog" data-size={size} ref={dialog} aria-labelledby={heading} onClose={onClose}>
      {open && (
        <>
          <div className="kit-dialog-head">
            <h2 id={heading}>{title}</h2>
            <button
              type="button"
              className="kit-icon-button"
              aria-label="Close"
              onClick={() => dialog.current?.close()}
            >
              <Icon name="close" />
            </button>
          </div>
          <div className="kit-dialog-body">{children}</div>
        </>
      )}
    </dialog>
  );
};
