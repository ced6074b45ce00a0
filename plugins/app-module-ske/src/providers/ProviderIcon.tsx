import {
  RiBuilding2Line,
  RiKey2Line,
  RiRecordCircleLine,
  RiShieldKeyholeLine,
  RiShieldLine,
  RiShieldStarLine,
  RiUser3Line,
  type RemixiconComponentType,
} from '@remixicon/react';

/** Neutral icons for well-known providers. Their logos are trademarks; an integrator can show them by URL. */
const ICONS: Record<string, RemixiconComponentType | undefined> = {
  auth0: RiShieldStarLine,
  building: RiBuilding2Line,
  key: RiKey2Line,
  keycloak: RiShieldKeyholeLine,
  okta: RiRecordCircleLine,
  shield: RiShieldLine,
  user: RiUser3Line,
};

/**
 * The icon of a provider: a built-in icon by name, or an image by its https URL, data URL or path on the portal. Any other
 * value shows a key. The icon has no alternative text, because the name of the provider is next to it.
 */
export function ProviderIcon({
  icon,
  size = 28,
}: {
  icon: string;
  size?: number;
}) {
  if (isImageUrl(icon)) {
    return <img src={icon} alt="" width={size} height={size} />;
  }
  const Icon = (Object.hasOwn(ICONS, icon) && ICONS[icon]) || RiKey2Line;
  return <Icon size={size} aria-hidden focusable={false} />;
}

function isImageUrl(icon: string): boolean {
  return /^(https:\/\/|data:image\/|\/(?!\/))/i.test(icon);
}
