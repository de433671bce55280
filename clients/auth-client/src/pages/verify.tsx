import { Button, buttonLooks } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { api } from '../api';
import { Fault } from '../parts/fault';
import { Split } from '../parts/split';
import { useSend } from '../send';
import { useMailedToken } from '../token';
import { words } from '../words';
import { BrokenLink } from './broken-link';

/**
 * Proves an address: a new account's, or one it is changed to. Asks for a click, because programs that look
 * through mails for danger open their links too.
 */
export const VerifyPage = ({ changed = false }: { changed?: boolean }) => {
  const token = useMailedToken();
  const { send, busy, done, problem } = useSend(() =>
    api.POST('/api/v1/auth/verify-email', { body: { token: token ?? '' } }),
  );
  if (!token) {
    return <BrokenLink />;
  }
  if (done) {
    return (
      <Split title={changed ? words.verify.changed : words.verify.done}>
        <p>{changed ? words.verify.changedText : words.verify.doneText}</p>
        <Link to="/sign-in" {...buttonLooks({ wide: true })}>
          {words.verify.signIn}
        </Link>
      </Split>
    );
  }
  return (
    <Split title={words.verify.title}>
      <p>{words.verify.text}</p>
      <Fault problem={problem}>{problem?.slug === 'token-used' && <p>{words.verify.usedAdvice}</p>}</Fault>
      <Button wide busy={busy} onClick={() => send()}>
        {words.verify.send}
      </Button>
      {problem && (
        <p className="small">
          <Link to="/sign-in">{words.verify.signIn}</Link> · <Link to="/sign-up">{words.signUp.title}</Link>
        </p>
      )}
    </Split>
  );
};
