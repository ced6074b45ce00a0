export {
  diagnosisSubPage,
  liveHeaderAction,
  platformPage,
  previewSubPage,
  resourcesSubPage,
  servicesSubPage,
} from './pages';
