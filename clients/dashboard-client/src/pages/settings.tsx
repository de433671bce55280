import { may } from '@crow/api';
import { useAddress } from '../address';
import { PageFrame } from '../parts/page';
import { Tabs } from '../parts/tabs';
import { useSession } from '../session';
import { say } from '../strings';
import { NotFoundPage } from './not-found';
import { ContextSettings } from './settings-context';
import { OrganizationSettings } from './settings-organization';
import { PersonalData } from './settings-privacy';
import { ProfileSettings } from './settings-profile';
import { RetentionSettings } from './settings-retention';

export const Page = () => {
  const session = useSession();
  const [{ tab = 'profile' }] = useAddress();
  const tabs = [
    { name: 'profile', label: say.settings.profile, open: true, page: <ProfileSettings /> },
    {
      name: 'organization',
      label: say.settings.organization,
      open: may(session, 'settings:manage'),
      page: <OrganizationSettings />,
    },
    {
      name: 'context',
      label: say.context.title,
      open: may(session, 'settings:manage'),
      page: <ContextSettings />,
    },
    {
      name: 'retention',
      label: say.settings.retention,
      open: may(session, 'settings:manage'),
      page: <RetentionSettings />,
    },
    {
      name: 'privacy',
      label: say.settings.privacy,
      open: may(session, 'organization:own'),
      page: <PersonalData />,
    },
  ].filter(({ open }) => open);
  const chosen = tabs.find(({ name }) => name === tab);
  if (!chosen) {
    return <NotFoundPage />;
  }
  return (
    <PageFrame title={say.settings.title}>
      <Tabs label={say.settings.title} tabs={tabs} chosen={chosen.name} />
      {chosen.page}
    </PageFrame>
  );
};
