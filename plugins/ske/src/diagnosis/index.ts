export { DiagnosisPage } from './DiagnosisPage';
