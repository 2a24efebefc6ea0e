; Installer of Tercet for one person: no administrator, no other program's settings. packaging/installer_exe.py
; compiles it and gives it
;
;   VERSION     0.1.0                       VERSION_NUMBER  0.1.0.0
;   LICENCE     the licence's text          ICON            tercet.ico
;   INSTALLED   a script with one File for each file of the program
;   REMOVED     a script with one Delete for each of them, then RMDir for each folder
;   SIZE_KB     what they take on the disk  LONGEST         characters of the longest path among them
;   OUTPUT      the installer               TARGET          amd64-unicode, where this NSIS has it
;
; The uninstaller knows every file by its name and never empties a folder: what else lies there stays.

!ifdef TARGET
  Target ${TARGET}
!else
  Unicode true
!endif
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user

; Not /SOLID: NSIS counts its data in 32 bits, and a solid block, 2.2 GB before compression, would not fit and would be
; unpacked twice. Files that compression does not shrink are stored as they are (SetCompress in INSTALLED).
SetCompressor lzma
SetCompressorDictSize 32
AllowSkipFiles off

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Tercet"
!define CLASSES "Software\Classes"
!define PATH_LIMIT 259

Name "Tercet"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Tercet"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "Tercet ${VERSION}"

VIProductVersion "${VERSION_NUMBER}"
VIAddVersionKey ProductName "Tercet"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Tercet"
VIAddVersionKey CompanyName "Tercet"
VIAddVersionKey LegalCopyright "AGPL-3.0-or-later"

Var Library

; --- pages ---------------------------------------------------------------------------------------

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${NSISDIR}\Contrib\Graphics\Wizard\nsis3-metro.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${MUI_WELCOMEFINISHPAGE_BITMAP}"
!define MUI_ABORTWARNING

; The AGPL asks nobody to accept it for using the program.
!define MUI_LICENSEPAGE_TEXT_BOTTOM "$(licence)"
!define MUI_LICENSEPAGE_BUTTON "$(^NextBtn)"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\Tercet.exe"
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(library)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TEXT "$(library)"
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString licence ${LANG_ENGLISH} "You need not accept this licence in order to use Tercet."
LangString licence ${LANG_SIMPCHINESE} "使用 Tercet 无需接受此许可。"
LangString library ${LANG_ENGLISH} "Your library is not removed. It stays in $Library"
LangString library ${LANG_SIMPCHINESE} "您的文档库不会被删除，仍保留在 $Library"
LangString running ${LANG_ENGLISH} "Tercet is running. Please close it, then try again."
LangString running ${LANG_SIMPCHINESE} "Tercet 正在运行。请先关闭，再重试。"
LangString older ${LANG_ENGLISH} "The version in $R0 could not be removed. Please close Tercet, then try again."
LangString older ${LANG_SIMPCHINESE} "无法移除 $R0 中的版本。请先关闭 Tercet，再重试。"
LangString system ${LANG_ENGLISH} "Tercet needs a 64-bit Windows 10 or newer."
LangString system ${LANG_SIMPCHINESE} "Tercet 需要 64 位 Windows 10 或更新版本。"
LangString folder ${LANG_ENGLISH} "Your library lies in this folder. Please choose another one for the program."
LangString folder ${LANG_SIMPCHINESE} "您的文档库就在此文件夹中。请为程序另选一个文件夹。"
LangString long ${LANG_ENGLISH} "The path of this folder is too long for Windows. Please choose a shorter one."
LangString long ${LANG_SIMPCHINESE} "此文件夹的路径对 Windows 来说太长。请选择较短的路径。"
LangString remains ${LANG_ENGLISH} "Some files could not be removed; they are still in $INSTDIR"
LangString remains ${LANG_SIMPCHINESE} "有些文件无法删除，仍在 $INSTDIR"

; --- install -------------------------------------------------------------------------------------

Function .onInit
  Call FindLibrary
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(system)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section
  Call CheckFolder
  Call RefuseWhileRunning
  Call RemoveOlder
  SetOutPath "$INSTDIR"
  ; First what removes it again, so that an installation that breaks off can be cleaned up too.
  WriteUninstaller "$INSTDIR\uninstall.exe"
  Call Register
  !include /CHARSET=UTF8 "${INSTALLED}"
  SetOutPath "$INSTDIR"
  CreateShortCut "$SMPROGRAMS\Tercet.lnk" "$INSTDIR\Tercet.exe"
  ${RefreshShellIcons}
SectionEnd

Function CheckFolder
  ${If} "$INSTDIR" == "$Library"
    StrCpy $0 "$(folder)"
    Call RefuseFolder
  ${EndIf}
  StrLen $0 "$INSTDIR\"
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > ${PATH_LIMIT}
    StrCpy $0 "$(long)"
    Call RefuseFolder
  ${EndIf}
FunctionEnd

; Back to the page, or the end of a silent installation. $0: why.
Function RefuseFolder
  MessageBox MB_OK|MB_ICONEXCLAMATION "$0" /SD IDOK
  ${If} ${Silent}
    SetErrorLevel 2
  ${EndIf}
  Abort
FunctionEnd

; The old version goes by its own list of files; nothing of it is left among the new ones.
Function RemoveOlder
  ReadRegStr $R0 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} "$R0" == ""
  ${OrIfNot} ${FileExists} "$R0\uninstall.exe"
    Return
  ${EndIf}
  again:
  ClearErrors
  ExecWait '"$R0\uninstall.exe" /S _?=$R0' $R1
  ${If} ${Errors}
  ${OrIf} $R1 != 0
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(older)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 2
    Abort
  ${EndIf}
  ; Run from where it lies, it can't delete itself.
  Delete "$R0\uninstall.exe"
  RMDir "$R0"
FunctionEnd

Function Register
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Tercet"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Tercet.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Tercet"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ; One more entry under "Open with"; what opens a PDF by default stays as it is.
  WriteRegStr HKCU "${CLASSES}\Tercet.pdf" "" "PDF"
  WriteRegStr HKCU "${CLASSES}\Tercet.pdf\DefaultIcon" "" "$INSTDIR\Tercet.exe,0"
  WriteRegStr HKCU "${CLASSES}\Tercet.pdf\shell\open" "FriendlyAppName" "Tercet"
  WriteRegStr HKCU "${CLASSES}\Tercet.pdf\shell\open\command" "" '"$INSTDIR\Tercet.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.pdf\OpenWithProgids" "Tercet.pdf" ""
  WriteRegStr HKCU "${CLASSES}\Applications\Tercet.exe" "FriendlyAppName" "Tercet"
  WriteRegStr HKCU "${CLASSES}\Applications\Tercet.exe\SupportedTypes" ".pdf" ""
  WriteRegStr HKCU "${CLASSES}\Applications\Tercet.exe\shell\open\command" "" '"$INSTDIR\Tercet.exe" "%1"'
FunctionEnd

; --- uninstall -----------------------------------------------------------------------------------

Function un.onInit
  Call un.FindLibrary
FunctionEnd

Section Uninstall
  Call un.RefuseWhileRunning
  SetOutPath "$TEMP"
  ClearErrors
  !include /CHARSET=UTF8 "${REMOVED}"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(remains)" /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
  Delete "$SMPROGRAMS\Tercet.lnk"
  DeleteRegKey HKCU "${CLASSES}\Applications\Tercet.exe"
  DeleteRegKey HKCU "${CLASSES}\Tercet.pdf"
  DeleteRegValue HKCU "${CLASSES}\.pdf\OpenWithProgids" "Tercet.pdf"
  DeleteRegKey HKCU "${UNINSTALL}"
  Delete "$INSTDIR\uninstall.exe"
  !insertmacro RemoveFolders
  RMDir "$INSTDIR"
  ${RefreshShellIcons}
SectionEnd

; --- both ----------------------------------------------------------------------------------------

!macro Both un
; The same folder that desktop/paths.py chooses.
Function ${un}FindLibrary
  ReadEnvStr $Library "TERCET_HOME"
  ${If} "$Library" == ""
    StrCpy $Library "$LOCALAPPDATA\Tercet"
  ${EndIf}
FunctionEnd

; A program that runs can't be opened for writing. The window is Tercet.exe, its workers are tercet-console.exe.
Function ${un}RefuseWhileRunning
  again:
  StrCpy $0 "$INSTDIR\Tercet.exe"
  Call ${un}IsWritable
  ${If} $1 == 1
    StrCpy $0 "$INSTDIR\tercet-console.exe"
    Call ${un}IsWritable
  ${EndIf}
  ${If} $1 == 0
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(running)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 2
    Abort
  ${EndIf}
FunctionEnd

; $0: a file. $1: 0 where it is there and can't be opened for writing, else 1.
Function ${un}IsWritable
  StrCpy $1 1
  ${If} ${FileExists} "$0"
    ClearErrors
    FileOpen $2 "$0" a
    ${If} ${Errors}
      StrCpy $1 0
    ${Else}
      FileClose $2
    ${EndIf}
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Both ""
!insertmacro Both "un."
