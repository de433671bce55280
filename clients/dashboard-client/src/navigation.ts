import type { May } from '@crow/api';
import type { IconName } from '@crow/ui-kit';
import { say } from './strings';

interface Place {
  to:
    | '/'
    | '/live'
    | '/interactions'
    | '/patterns'
    | '/insights'
    | '/products'
    | '/analytics'
    | '/sources'
    | '/exports'
    | '/team'
    | '/api-keys'
    | '/billing'
    | '/notifications'
    | '/settings'
    | '/audit';
  label: string;
  icon: IconName;
  permission?: May;
}

/** What can be gone to, in groups; who lacks the permission does not see a place. */
export const PLACES: readonly { title: string; places: readonly Place[] }[] = [
  {
    title: say.navigation.observe,
    places: [
      { to: '/', label: say.overview.title, icon: 'home' },
      { to: '/live', label: say.live.title, icon: 'pulse', permission: 'interactions:read' },
      { to: '/interactions', label: say.interactions.title, icon: 'speech', permission: 'interactions:read' },
    ],
  },
  {
    title: say.navigation.understand,
    places: [
      { to: '/patterns', label: say.patterns.title, icon: 'pattern', permission: 'patterns:read' },
      { to: '/insights', label: say.insights.title, icon: 'bulb', permission: 'patterns:read' },
      { to: '/analytics', label: say.analytics.title, icon: 'chart', permission: 'interactions:read' },
    ],
  },
  {
    title: say.navigation.connect,
    places: [
      { to: '/products', label: say.products.title, icon: 'box', permission: 'products:manage' },
      { to: '/sources', label: say.sources.title, icon: 'plug', permission: 'integrations:manage' },
      { to: '/exports', label: say.exports.title, icon: 'download', permission: 'organization:read' },
    ],
  },
  {
    title: say.navigation.manage,
    places: [
      { to: '/team', label: say.team.title, icon: 'people', permission: 'team:manage' },
      { to: '/api-keys', label: say.keys.title, icon: 'key', permission: 'api_keys:manage' },
      { to: '/billing', label: say.billing.title, icon: 'card', permission: 'billing:manage' },
      {
        to: '/notifications',
        label: say.notifications.title,
        icon: 'bell',
        permission: 'notifications:read',
      },
      { to: '/audit', label: say.audit.title, icon: 'shield', permission: 'organization:own' },
      { to: '/settings', label: say.settings.title, icon: 'gear' },
    ],
  },
];
