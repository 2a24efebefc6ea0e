# Proves the installer on a Windows that has no Tercet: install, test every engine, read a PDF in the window, install
# over it, remove it; the library and the person's own files stay. PowerShell 7: prove.ps1 INSTALLER
param([Parameter(Mandatory)] [string] $Installer)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.Encoding]::UTF8

$root = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
$work = Join-Path $env:USERPROFILE 'tercet-proof'
$place = Join-Path $work '张三\年报 2023'
$library = Join-Path $env:LOCALAPPDATA 'Tercet\library.sqlite'
$entry = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Tercet'
$sample = Join-Path $root 'resources\samples\青禾电子 2023年报摘要.pdf'
$console = Join-Path $place 'tercet-console.exe'
$own = Join-Path $place '我的笔记.txt'

function Assert([bool] $holds, [string] $what) {
    if (-not $holds) { throw "Not so: $what" }
    Write-Host "ok  $what"
}

function Wait([int] $seconds, [string] $what, [scriptblock] $holds) {
    $until = (Get-Date).AddSeconds($seconds)
    while (-not (& $holds)) {
        if ((Get-Date) -gt $until) { throw "Waited $seconds s in vain: $what" }
        Start-Sleep -Seconds 2
    }
    Write-Host "ok  $what"
}

# NSIS wants the path after /D= last and without quotes, so the arguments are one string.
function Install([string] $arguments) {
    $process = Start-Process -FilePath $Installer -ArgumentList $arguments -Wait -PassThru
    Assert ($process.ExitCode -eq 0) "installer $arguments ends with 0 ($($process.ExitCode))"
}

function Listed {
    $lines = & $console list --json
    if ($LASTEXITCODE -ne 0) { return @() }
    return @($lines | ForEach-Object { ConvertFrom-Json $_ })
}

# What the build has fetched must not stand in for what the installer brought.
$env:TERCET_MODELS = Join-Path $work 'no packs'
Remove-Item -Recurse -Force $work -ErrorAction Ignore
New-Item -ItemType Directory -Force $work, $env:TERCET_MODELS | Out-Null
Assert (-not (Test-Path $entry)) 'no Tercet is installed yet'

Install "/S /D=$place"
Assert (Test-Path $console) 'the program lies in a folder with Chinese and a space'
Assert ((Get-ItemProperty $entry).InstallLocation -eq $place) 'Windows lists it with its folder'
Assert ($null -ne (Get-ItemProperty 'HKCU:\Software\Classes\.pdf\OpenWithProgids').PSObject.Properties['Tercet.pdf']) `
    'it is offered under "Open with"'
Assert (Test-Path (Join-Path $env:APPDATA 'Microsoft\Windows\Start Menu\Programs\Tercet.lnk')) 'it is in the Start menu'

& $console check
Assert ($LASTEXITCODE -eq 0) 'tercet check'

$window = Start-Process -FilePath (Join-Path $place 'Tercet.exe') -ArgumentList "`"$sample`"" -PassThru
Wait 300 'a PDF opened with Tercet.exe is in the library and read' {
    @(Listed | Where-Object { $_.pages -gt 0 -and $_.facts -gt 0 }).Count -eq 1
}
$refused = Start-Process -FilePath $Installer -ArgumentList '/S' -Wait -PassThru
Assert ($refused.ExitCode -ne 0 -and -not $window.HasExited) 'nothing is installed over a running Tercet'
$window.CloseMainWindow() | Out-Null
Assert ($window.WaitForExit(60000)) 'the window closes'
Wait 30 'its workers end with it' { -not (Get-Process tercet-console -ErrorAction Ignore) }

Set-Content $own '不要删除'
Install '/S'
Assert ((Test-Path $own) -and (Test-Path $library)) 'installing again keeps the library and own files'
Assert (@(Listed).Count -eq 1) 'the document is still there'

Start-Process -FilePath (Join-Path $place 'uninstall.exe') -ArgumentList '/S' -Wait
Wait 120 'the program is removed' { -not (Test-Path (Join-Path $place 'uninstall.exe')) }
$left = @(Get-ChildItem -Recurse -File $place)
Assert ($left.Count -eq 1 -and $left[0].FullName -eq $own) 'own files are all that is left there'
Assert (Test-Path $library) 'the library is still there'
Assert (-not (Test-Path $entry)) 'Windows lists it no more'
Assert (-not (Test-Path 'HKCU:\Software\Classes\Tercet.pdf')) '"Open with" offers it no more'
