export {
  diagnosisSubPage,
  platformPage,
  previewSubPage,
  resourcesSubPage,
  servicesSubPage,
} from './pages';
