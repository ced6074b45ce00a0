export {
  KratixAboutCard,
  KratixManageTab,
  KratixOverviewTab,
  KratixPlatformPage,
  KratixPromiseEntityPage,
  KratixResourceEntityPage,
  KratixResourceManageContent,
} from './extensions';
export { kratixFormFields } from './formFields';
export { skeFrontendPlugin } from './skeFrontendPlugin';
export { useKratixResourceFetcher } from './useKratixResourceFetcher';
export type { KratixAboutCardProps } from './AboutCard';
export type { KratixEntityPageProps } from './entityPages';
export type { KratixResourceManageContentProps } from './ManageContent';
export type { KratixManageTabProps, KratixOverviewTabProps } from './tabs';
export {
  Stage,
  type EntityIdentifier,
  type KratixObjectManifest,
  type KratixResourceResult,
  type ResourceType,
  type UseKratixResourceFetcherOptions,
} from './types';
