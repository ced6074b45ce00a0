import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  type NavContentComponentProps,
} from '@backstage/plugin-app-react';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import ListIcon from '@material-ui/icons/FormatListBulleted';
import LayersIcon from '@material-ui/icons/Layers';
import MenuIcon from '@material-ui/icons/Menu';
import { navTranslationRef } from './navTranslationRef';
import { SidebarLogo } from './SidebarLogo';

function NavContent({ navItems }: NavContentComponentProps) {
  const { t } = useTranslationRef(navTranslationRef);
  // Each of the plugin's sub-pages has an item, because users look for these pages and not for the page around them.
  const platform = navItems.take('page:ske-frontend');
  const nav = navItems.withComponent(item => (
    <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
  ));
  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarDivider />
      <SidebarGroup label={t('menu')} icon={<MenuIcon />}>
        {platform && (
          <>
            <SidebarItem
              icon={LayersIcon}
              to={`${platform.href}/services`}
              text={t('services')}
            />
            <SidebarItem
              icon={ListIcon}
              to={`${platform.href}/resources`}
              text={t('resources')}
            />
          </>
        )}
        {nav.take('page:catalog')}
        {nav.take('page:scaffolder')}
        <SidebarDivider />
        <SidebarScrollWrapper>
          {nav.rest({ sortBy: 'title' })}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup
        label={t('settings')}
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        {nav.take('page:user-settings')}
      </SidebarGroup>
    </Sidebar>
  );
}

export const SidebarContent = NavContentBlueprint.make({
  params: { component: NavContent },
});
