export {
  installSubPage,
  diagnosisSubPage,
  platformPage,
  previewSubPage,
  resourcesSubPage,
  servicesSubPage,
} from './pages';
