/** What the doctor's checks look at, and what one of them is. */
import type { DoctorCheckId } from '../../contract/codes.ts';
import type { CheckView } from '../../contract/status.ts';
import type { Parts } from '../parts.ts';

/** What is said of one thing that tends to go wrong. */
export type DoctorCheck = CheckView<DoctorCheckId>;

/** What the checks look at; it is there without a running relay too. */
export type DoctorParts = Pick<
  Parts,
  'settings' | 'dataFolder' | 'clock' | 'secrets' | 'hostname'
> & {
  readonly services: Pick<Parts['services'], 'statuses'>;
  /** The damage to the list is known where a relay has read it. */
  readonly users: Pick<Parts['users'], 'list'> & Partial<Pick<Parts['users'], 'damage'>>;
  readonly journal: Pick<Parts['journal'], 'fault'>;
  readonly windows: Pick<Parts['windows'], 'isAvailable'>;
  /** Not where no relay runs: it is known in memory alone. */
  readonly signIn?: Pick<Parts['signIn'], 'blocks'>;
  /** Not where no relay runs: what is said of that holds it already. */
  readonly settingsNotice?: Parts['settingsNotice'];
  /** Not where no relay runs. */
  readonly queue?: Pick<Parts['queue'], 'route' | 'trouble' | 'damage'>;
  /** Not where no relay runs: it makes and renews them. */
  readonly certificates?: Pick<Parts['certificates'], 'status'>;
  /** Where no relay runs: what is said of that, before all else. */
  readonly stopped?: readonly DoctorCheck[];
};
/** Looks at one thing. */
export type Check = (parts: DoctorParts) => DoctorCheck | Promise<DoctorCheck>;
