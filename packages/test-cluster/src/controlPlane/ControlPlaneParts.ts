import type { Binaries } from '../binaries/findBinaries';
import type { ControlPlaneCertificates } from '../certs/controlPlaneCertificates';
import type { ProcessLedger } from '../process/ProcessLedger';
import type { StateFolder } from '../stateFolder/StateFolder';

/** The files, ports and settings that all processes of the control plane need. */
export interface ControlPlaneParts {
  folder: StateFolder;
  binaries: Binaries;
  certificates: ControlPlaneCertificates;
  ports: { etcd: number; apiServer: number; controllerManager: number };
  ledger: ProcessLedger;
  signal: AbortSignal;
}
