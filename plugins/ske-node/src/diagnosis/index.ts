export { diagnose } from './diagnose';
export { createClusterProbes } from './probes/createClusterProbes';
export { connectToCluster } from './probes/connectToCluster';
export { IssuerProbe } from './probes/IssuerProbe';
export { runDiagnosis } from './runDiagnosis';
export { readDiagnosisSettings } from './settings/readDiagnosisSettings';
