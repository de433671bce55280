import { Button } from '@crow/ui-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Devices } from '../account/devices';
import { EmailSection } from '../account/email';
import { FactorSection } from '../account/factor';
import { Passkeys } from '../account/passkeys';
import { PasswordSection } from '../account/password';
import { HOME } from '../next';
import { useSend } from '../send';
import { sessionQuery, signOut } from '../session';
import { words } from '../words';

const text = words.account;

/** How somebody signs in, and where they are signed in. */
export const AccountPage = () => {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const session = useQuery(sessionQuery).data;
  const leave = useSend(signOut, () => {
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, null);
    navigate({ to: '/sign-in' });
  });
  return (
    <div className="account">
      <title>{`${text.title} – ${words.brand}`}</title>
      <div className="card">
        <h1>{text.title}</h1>
        <p className="clipped">{text.signedInAs(session?.user.email ?? '')}</p>
        <div className="row">
          <a href={HOME}>{text.back}</a>
          <Button look="quiet" size="small" busy={leave.busy} onClick={() => leave.send()}>
            {text.signOut}
          </Button>
        </div>
      </div>
      <Passkeys />
      <FactorSection />
      <PasswordSection />
      <EmailSection />
      <Devices />
    </div>
  );
};
