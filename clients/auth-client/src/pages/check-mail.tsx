import { Button, useToast } from '@crow/ui-kit';
import { Link, Navigate } from '@tanstack/react-router';
import { api } from '../api';
import { givenEmail } from '../kept';
import { Fault } from '../parts/fault';
import { Split } from '../parts/split';
import { useSend } from '../send';
import { words } from '../words';

/** Where mails are on a machine without a mail server. Anybody else's mailbox is theirs to find. */
const isThisMachine = () => ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

export const MailsAreFiles = () =>
  isThisMachine() ? (
    <p className="small">
      {words.checkMail.local} <code>data/auth/mail</code> {words.checkMail.localEnd}
    </p>
  ) : (
    <p className="small">{words.checkMail.nothing}</p>
  );

export const CheckMailPage = () => {
  const toast = useToast();
  const email = givenEmail.get();
  const { send, busy, problem } = useSend(
    () => api.POST('/api/v1/auth/resend-verification', { body: { email: email ?? '' } }),
    () => toast(words.checkMail.sent),
  );
  if (!email) {
    return <Navigate to="/sign-up" replace />;
  }
  return (
    <Split title={words.checkMail.title}>
      <p>{words.checkMail.text(email)}</p>
      <MailsAreFiles />
      <Fault problem={problem} />
      <div className="row">
        <Button look="quiet" busy={busy} onClick={() => send()}>
          {words.checkMail.again}
        </Button>
        <Link to="/sign-up" className="link">
          {words.checkMail.other}
        </Link>
      </div>
    </Split>
  );
};
