export {
  authorAnnotations,
  backstageKubernetesKeys,
  FIELD_HINT_KEY,
  kratixAnnotations,
  kratixLabels,
  portalAnnotations,
} from './annotations';
export { isLabelValue, labelIs } from './labels';
