/**
 * What the services' APIs and the events both speak of has to be the same in both: where their descriptions disagree,
 * this file does not compile, and with it the build fails. It holds no code.
 */
import type { Category, Outcome, Severity } from './events'
import type { components as DispatchComponents, paths as DispatchPaths } from './generated/dispatch-service'
import type { components as EventComponents } from './generated/events'
import type { components as GatewayComponents, paths as GatewayPaths } from './generated/gateway'
import type { paths as NotificationPaths } from './generated/notification-service'
import type { components as ReportComponents, paths as ReportPaths } from './generated/report-service'
import type { paths as VolunteerPaths } from './generated/volunteer-service'
import type { Session } from './session'

/** Both take exactly the same values. */
export type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : never) : never
/** There is no value of it. */
export type Nothing<Type> = [Type] extends [never] ? true : never

type Dispatch = DispatchComponents['schemas']
type Report = ReportComponents['schemas']
type Events = EventComponents['schemas']
type Gateway = GatewayComponents['schemas']
type ServicePath = keyof DispatchPaths | keyof VolunteerPaths | keyof ReportPaths | keyof NotificationPaths

/** One element for each thing that they have to agree on. */
export type Agreement = [
  category: Same<Dispatch['AlertView']['category'], Category>,
  categoryOfReports: Same<Report['ReportJson']['category'], Category>,
  severity: Same<Dispatch['AlertView']['severity'], Severity>,
  outcome: Same<NonNullable<Dispatch['AlertView']['outcome']>, Outcome>,
  memberRole: Same<Events['MemberRole'], 'CAPTAIN' | 'MEMBER'>,
  // Who somebody is, as this page reads it, is what the gateway says.
  session: Required<Gateway['SessionView']> extends Session ? true : never,
  // The gateway tells services apart by path, and one path is one operation.
  noPathOfTwoServices: Nothing<
    [
      keyof DispatchPaths & (keyof VolunteerPaths | keyof ReportPaths | keyof NotificationPaths),
      keyof VolunteerPaths & (keyof ReportPaths | keyof NotificationPaths),
      keyof ReportPaths & keyof NotificationPaths,
      keyof GatewayPaths & ServicePath,
    ][number]
  >,
]

/** Names what is not agreed on: an element that is `never` is no `true`. */
export const agreed: Agreement = [true, true, true, true, true, true, true]
