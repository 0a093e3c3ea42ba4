import type { CommandDefinition } from '../decide/command.ts'
import { billingCancel } from './billing-cancel.ts'
import { billingEdit } from './billing-edit.ts'
import { billingResume } from './billing-resume.ts'
import { employeesKeep, employeesStop } from './employees-keep.ts'
import { erasingCallOff } from './erasing-call-off.ts'
import { exportNote } from './export-note.ts'
import { folderCreate } from './folder-create.ts'
import { folderEdit } from './folder-edit.ts'
import { handoverCallOff } from './handover-call-off.ts'
import { handoverResume } from './handover-resume.ts'
import { handoverStart } from './handover-start.ts'
import { handoverUndo } from './handover-undo.ts'
import { identityConfirm } from './identity-confirm.ts'
import { identityConfirmDomain } from './identity-confirm-domain.ts'
import { identityDismiss } from './identity-dismiss.ts'
import { invitationResend } from './invitation-resend.ts'
import { invitationRevoke } from './invitation-revoke.ts'
import { membershipRestore } from './membership-restore.ts'
import { membershipRemove } from './membership-remove.ts'
import { membershipSet } from './membership-set.ts'
import { organizationClaim, organizationDropClaim, organizationTakeOver } from './organization-claim.ts'
import { organizationDelete } from './organization-delete.ts'
import { organizationEdit } from './organization-edit.ts'
import { organizationKeep } from './organization-keep.ts'
import { organizationLimitSeats } from './organization-limit-seats.ts'
import { portfolioCreate } from './portfolio-create.ts'
import { portfolioOpenHome } from './portfolio-open-home.ts'
import { recordCreate } from './record-create.ts'
import { recordEdit } from './record-edit.ts'
import { requestDecline } from './request-decline.ts'
import { requestWithdraw } from './request-withdraw.ts'
import { switchApprove } from './switch-approve.ts'
import { switchBegin } from './switch-begin.ts'
import { switchStart } from './switch-start.ts'
import { userAllowCodes } from './user-allow-codes.ts'
import { userBlock, userUnblock } from './user-block.ts'
import { userDeactivate } from './user-deactivate.ts'
import { userEdit } from './user-edit.ts'
import { userErase } from './user-erase.ts'
import { userInvite } from './user-invite.ts'
import { userMerge } from './user-merge.ts'
import { userRename } from './user-rename.ts'
import { userRestore } from './user-restore.ts'
import { userSetRole } from './user-set-role.ts'
import { userSetMails } from './user-set-mails.ts'
import { userSetPhoto } from './user-set-photo.ts'
import { userShare } from './user-share.ts'
import { organizationPassOn } from './organization-pass-on.ts'
import { workspaceArchive, workspaceReopen } from './workspace-archive.ts'
import { workspaceEdit } from './workspace-edit.ts'
import { workspaceCreate } from './workspace-create.ts'

/** Every command a user can send. An account's own two (found an organization, accept an invitation) are decided apart. */
export const commands: Record<string, CommandDefinition<never>> = Object.fromEntries(
  [
    billingCancel,
    billingEdit,
    billingResume,
    employeesKeep,
    employeesStop,
    erasingCallOff,
    exportNote,
    folderCreate,
    folderEdit,
    handoverCallOff,
    handoverResume,
    handoverStart,
    handoverUndo,
    identityConfirm,
    identityConfirmDomain,
    identityDismiss,
    invitationResend,
    invitationRevoke,
    membershipRemove,
    membershipRestore,
    membershipSet,
    organizationClaim,
    organizationDelete,
    organizationDropClaim,
    organizationEdit,
    organizationKeep,
    organizationLimitSeats,
    portfolioCreate,
    portfolioOpenHome,
    recordCreate,
    recordEdit,
    requestDecline,
    requestWithdraw,
    switchApprove,
    switchBegin,
    switchStart,
    userAllowCodes,
    userBlock,
    userUnblock,
    userDeactivate,
    userEdit,
    userErase,
    userInvite,
    userMerge,
    userSetMails,
    userSetPhoto,
    userShare,
    userRename,
    userRestore,
    userSetRole,
    organizationPassOn,
    organizationTakeOver,
    workspaceArchive,
    workspaceCreate,
    workspaceEdit,
    workspaceReopen,
  ].map((definition) => [definition.type, definition as CommandDefinition<never>]),
)
