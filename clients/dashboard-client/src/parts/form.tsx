import { Problem } from '@crow/api';
import { Button, Dialog } from '@crow/ui-kit';
import { type ReactNode, useState } from 'react';
import { say } from '../strings';
import { ProblemNotice } from './states';

/** The complaint about one member of what was sent, for the field it belongs to. */
export const faultOf = (error: unknown, field: string): string | undefined =>
  error instanceof Problem && error.field?.split('/')[0] === field
    ? (error.detail ?? error.title)
    : undefined;

/**
 * A form that sends itself by script. Once something was typed, an ended session does not take the page
 * away.
 *
 * @param fields whose complaints the form shows itself, so that none is told twice
 */
export const Form = ({
  onSend,
  error,
  fields = [],
  className,
  children,
}: {
  onSend: () => void;
  error?: unknown;
  fields?: readonly string[];
  className?: string;
  children: ReactNode;
}) => {
  const [touched, setTouched] = useState(false);
  const shown = fields.some((field) => faultOf(error, field));
  return (
    <form
      className={className ?? 'form'}
      data-touched={touched || undefined}
      onInput={() => setTouched(true)}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
      noValidate
    >
      {!shown && <ProblemNotice error={error} />}
      {children}
    </form>
  );
};

/** Asks before something that cannot be taken back. */
export const Confirm = ({
  open,
  title,
  action,
  busy,
  error,
  onConfirm,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  action: string;
  busy?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) => (
  <Dialog open={open} onClose={onClose} title={title}>
    <ProblemNotice error={error} />
    <div>{children}</div>
    <div className="actions">
      <Button onClick={onConfirm} busy={busy ?? false} className="kit-button danger">
        {action}
      </Button>
      <Button look="quiet" onClick={onClose}>
        {say.common.cancel}
      </Button>
    </div>
  </Dialog>
);
