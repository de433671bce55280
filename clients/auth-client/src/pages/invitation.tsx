import { answerOf } from '@crow/api';
import { Button, buttonLooks, Skeleton } from '@crow/ui-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api } from '../api';
import { invitation } from '../kept';
import { HOME } from '../next';
import { Fault } from '../parts/fault';
import { Split } from '../parts/split';
import { problemOf, useSend } from '../send';
import { leaveFor, sessionQuery, signOut } from '../session';
import { useMailedToken } from '../token';
import { words } from '../words';
import { BrokenLink } from './broken-link';

export const InvitationPage = () => {
  const mailed = useMailedToken();
  const token = mailed ?? invitation.get();
  useEffect(() => {
    // Signing in leads away from here, and back.
    if (mailed) {
      invitation.set(mailed);
    }
  }, [mailed]);
  return token ? <Invited token={token} /> : <BrokenLink />;
};

const Invited = ({ token }: { token: string }) => {
  const queries = useQueryClient();
  const session = useQuery(sessionQuery);
  const preview = useQuery({
    queryKey: ['invitation', token],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/auth/invitations/preview', { params: { header: { 'X-Invitation-Token': token } } }),
      ),
    retry: false,
  });
  const accept = useSend(
    () => api.POST('/api/v1/auth/team-invitations/accept', { body: { token } }),
    () => {
      invitation.forget();
      leaveFor(HOME);
    },
  );
  const leave = useSend(signOut, () => queries.setQueryData(sessionQuery.queryKey, null));
  useEffect(() => {
    if (preview.error) {
      invitation.forget();
    }
  }, [preview.error]);
  if (preview.isPending || session.isPending) {
    return (
      <Split title={words.invitation.title(words.invitation.someOrganization)}>
        <Skeleton className="line" />
      </Split>
    );
  }
  if (!preview.data) {
    return (
      <Split title={words.invitation.title(words.invitation.someOrganization)}>
        <Fault problem={problemOf(preview.error)}>
          <p>{words.invitation.gone}</p>
        </Fault>
      </Split>
    );
  }
  const { email, inviter, organization } = preview.data;
  const user = session.data?.user;
  return (
    <Split title={words.invitation.title(organization)}>
      <p>{words.invitation.text(inviter, email)}</p>
      <Fault problem={accept.problem ?? leave.problem} />
      {!user && (
        <>
          <p className="small">{words.invitation.createText}</p>
          <Link to="/sign-up" search={{ email }} {...buttonLooks({ wide: true })}>
            {words.invitation.create}
          </Link>
          <Link to="/sign-in" {...buttonLooks({ look: 'quiet', wide: true })}>
            {words.invitation.signIn}
          </Link>
        </>
      )}
      {user && user.email === email && (
        <Button wide busy={accept.busy} onClick={() => accept.send()}>
          {words.invitation.accept}
        </Button>
      )}
      {user && user.email !== email && (
        <>
          <p>{words.invitation.otherAccount(user.email)}</p>
          <Button look="quiet" wide busy={leave.busy} onClick={() => leave.send()}>
            {words.invitation.signOut}
          </Button>
        </>
      )}
    </Split>
  );
};
