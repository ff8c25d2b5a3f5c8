# What the Windows installer does beside electron-builder's own work: the entry in the firewall, the start at
# sign-in, an orderly end of the running program, and the question about the data. electron-builder includes
# this file first and calls the macros by name; docs: https://www.electron.build/nsis

# Mirrors Electron's setLoginItemSettings, so that the switch in the settings finds this entry and no second.
!define SIGN_IN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define SIGN_IN_APPROVED_KEY "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"

!define FIREWALL '"$SYSDIR\netsh.exe" advfirewall firewall'
!define FIREWALL_RULE "Mailroom"

# Without customCheckAppRunning electron-builder would bring these itself.
!include "getProcessInfo.nsh"
Var pid

!macro customHeader
  !ifdef BUILD_UNINSTALLER
    LangString deleteData ${LANG_ENGLISH} "Delete the mail, people and settings of Mailroom, too?$\r$\n$\r$\n$APPDATA\Mailroom$\r$\n$\r$\nChoose No if you will install Mailroom again."
    LangString deleteData ${LANG_GERMAN} "Auch die E-Mails, Personen und Einstellungen von Mailroom löschen?$\r$\n$\r$\n$APPDATA\Mailroom$\r$\n$\r$\nWählen Sie Nein, wenn Sie Mailroom wieder installieren möchten."
  !else
    # Runs in the process of the person, not of the administrator whose password was asked for.
    Function startAtSignIn
      WriteRegStr HKCU "${SIGN_IN_KEY}" "${APP_ID}" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --hidden'
    FunctionEnd
  !endif
!macroend

# Killed, it would lose nothing; asked, it also finishes what is under way, and nothing is sent twice.
!macro customCheckAppRunning
  ${if} ${FileExists} "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
    nsExec::Exec '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --quit'
    Pop $0
  ${endIf}
  !insertmacro IS_POWERSHELL_AVAILABLE
  # It takes itself up to 5 seconds. Whatever runs then, electron-builder ends.
  StrCpy $R7 0
  ${do}
    !insertmacro FIND_PROCESS "${APP_EXECUTABLE_FILENAME}" $R6
    ${if} $R6 != 0
    ${orIf} $R7 = 6
      ${exitDo}
    ${endIf}
    IntOp $R7 $R7 + 1
    Sleep 1000
  ${loop}
  !insertmacro _CHECK_APP_RUNNING
!macroend

!ifndef BUILD_UNINSTALLER
  Var isFirstInstallation

  !macro customInit
    StrCpy $isFirstInstallation "1"
    ReadRegStr $0 HKLM "${INSTALL_REGISTRY_KEY}" InstallLocation
    ReadRegStr $1 HKCU "${INSTALL_REGISTRY_KEY}" InstallLocation
    ${if} $0 != ""
    ${orIf} $1 != ""
      StrCpy $isFirstInstallation "0"
    ${endIf}
  !macroend

  !macro customInstall
    ${if} $installMode == "all"
      !insertmacro closeFirewall
      nsExec::Exec '${FIREWALL} add rule name="${FIREWALL_RULE}" dir=in action=allow program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" protocol=TCP profile=private,domain enable=yes'
      Pop $0
    ${endIf}
    # Later installations leave it as the person has set it.
    ${if} $isFirstInstallation == "1"
      !insertmacro UAC_AsUser_Call Function startAtSignIn ${UAC_SYNCINSTDIR}
    ${endIf}
  !macroend
!endif

# Every rule of this program: also the one that Windows makes, to block it, when a person clicks its question away.
!macro closeFirewall
  nsExec::Exec '${FIREWALL} delete rule name=all program="$INSTDIR\${APP_EXECUTABLE_FILENAME}"'
  Pop $0
!macroend

!macro customUnInstall
  # An update runs the old uninstaller first, with --updated: then all of this stays.
  ${ifNot} ${isUpdated}
    ${if} $installMode == "all"
      !insertmacro closeFirewall
    ${endIf}
    !insertmacro forgetSignIn
    ${ifNot} ${Silent}
      !insertmacro askForData
    ${endIf}
  ${endIf}
!macroend

# For everybody who is signed in: an installation for all has many users.
!macro forgetSignIn
  StrCpy $R8 0
  ${do}
    EnumRegKey $R9 HKU "" $R8
    ${if} $R9 == ""
      ${exitDo}
    ${endIf}
    DeleteRegValue HKU "$R9\${SIGN_IN_KEY}" "${APP_ID}"
    DeleteRegValue HKU "$R9\${SIGN_IN_APPROVED_KEY}" "${APP_ID}"
    IntOp $R8 $R8 + 1
  ${loop}
!macroend

# Silent: only with electron-builder's switch --delete-app-data.
!macro askForData
  SetShellVarContext current
  ${if} ${FileExists} "$APPDATA\Mailroom\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(deleteData)" /SD IDNO IDNO +2
    RMDir /r "$APPDATA\Mailroom"
  ${endIf}
  ${if} $installMode == "all"
    SetShellVarContext all
  ${endIf}
!macroend
